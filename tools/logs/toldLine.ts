import type { LineKind } from '../../src/pipeline/telemetry/telemetryLine.ts';
import { isRecord } from '../../src/pipeline/tweet.ts';

/** A line of the pipeline: the sentence for people, and the figures for queries. */
export interface ToldLine {
  readonly timeMs: number;
  readonly kind: LineKind;
  readonly sentence: string;
  readonly figures: Readonly<Record<string, unknown>>;
}

const parts = /^(?<sentence>.*) (?<kind>batch|attempt|run)=(?<figures>\{.*\})$/s;

/** Takes a line apart; undefined for one that is not of the pipeline. */
export function toldLine(time: unknown, message: unknown): ToldLine | undefined {
  const { sentence = '', kind, figures } = parts.exec(String(message))?.groups ?? {};
  const timeMs = Date.parse(String(time));
  const read = figuresOf(figures);
  if (!isKind(kind) || read === undefined || Number.isNaN(timeMs)) return undefined;
  return { timeMs, kind, sentence, figures: read };
}

export function isKind(kind: unknown): kind is LineKind {
  return kind === 'batch' || kind === 'attempt' || kind === 'run';
}

function figuresOf(text: string | undefined): ToldLine['figures'] | undefined {
  try {
    const figures: unknown = JSON.parse(text ?? '');
    return isRecord(figures) ? figures : undefined;
  } catch {
    return undefined;
  }
}
