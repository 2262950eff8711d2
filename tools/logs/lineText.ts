import { jsonText } from '../../local/view/jsonText.ts';
import { safeText } from '../../local/view/safeText.ts';
import type { ToldLine } from './toldLine.ts';

/** A line for a person: the sentence, or, where only figures were kept, these. */
export function lineText({ timeMs, kind, sentence, figures }: ToldLine): string {
  const { fn, v: _version, ...rest } = figures;
  const words = sentence === '' ? `${kind} ${JSON.stringify(rest)}` : sentence;
  return safeText(`${new Date(timeMs).toISOString()}  ${String(fn).padEnd(13)}  ${words}`);
}

/** A line for a program, in the form of `.local/telemetry.jsonl`. */
export function lineJson({ timeMs, kind, figures }: ToldLine): string {
  const { fn, ...rest } = figures;
  return jsonText({ time: new Date(timeMs).toISOString(), function: fn, kind, ...rest });
}
