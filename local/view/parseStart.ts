import { InvalidArgumentError } from 'commander';
import type { ViewStart } from './startPosition.ts';

const isoTime = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/** Reads `--from` for commander. A time without a zone is UTC, as all times that the view prints. */
export function parseStart(text: string): ViewStart {
  if (text === 'earliest' || text === 'latest') return text;
  const [kind, ...rest] = text.split(':');
  const value = rest.join(':');
  // An offset is opaque, but no service makes one of other characters, and a quote would end the service's filter.
  if (kind === 'offset' && /^[\w.:-]+$/.test(value)) return { offset: value };
  if (kind === 'sequence' && /^\d{1,15}$/.test(value)) return { sequenceNumber: Number(value) };
  const enqueuedTime = parseTime(text.replace(' ', 'T'));
  if (enqueuedTime) return { enqueuedTime };
  throw new InvalidArgumentError(
    'Give earliest, latest, offset:168, sequence:42, or a time such as 2026-02-01T12:30:00Z.',
  );
}

function parseTime(text: string): Date | undefined {
  const match = isoTime.exec(text);
  if (!match) return undefined;
  const time = new Date(match.groups?.zone === undefined && text.includes('T') ? `${text}Z` : text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
