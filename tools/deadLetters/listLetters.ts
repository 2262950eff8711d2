import { jsonText } from '../../local/view/jsonText.ts';
import { selectLetters } from '../../src/pipeline/deadLetters/selectLetters.ts';
import { counted } from '../../src/pipeline/log.ts';
import { openOutput } from '../openOutput.ts';
import { progressLine } from '../progressLine.ts';
import type { Surroundings } from '../tweets.ts';
import type { LetterDesk } from './deadLetters.ts';
import { letterLine, letterObject } from './letterLines.ts';
import type { DeadLettersCommand } from './parseDeadLetters.ts';

/** `list`: a line for each letter as it is found, and how many there are of each reason. */
export async function listLetters(
  { selection, json }: Extract<DeadLettersCommand, { action: 'list' }>,
  { letters, scope }: LetterDesk,
  { output, progress, now }: Surroundings,
): Promise<boolean> {
  const [{ write, isGone }, tell] = [openOutput(output), progressLine(progress, now)];
  const counts = new Map<string, number>();
  let found = 0;
  for await (const portion of selectLetters(selection, scope, letters)) {
    const entries = portion.map(({ entry }) => entry).filter((entry) => entry !== undefined);
    for (const { reason } of entries) counts.set(reason, (counts.get(reason) ?? 0) + 1);
    await write(entries.map((entry) => (json ? `${jsonText(letterObject(entry))}\n` : letterLine(entry))).join(''));
    found += entries.length;
    tell(`list: ${found} dead letters so far.`);
    if (isGone()) return true;
  }
  if (!json) await write(summary(found, counts));
  return true;
}

function summary(found: number, counts: ReadonlyMap<string, number>): string {
  if (found === 0) return 'No dead letters.\n';
  const reasons = [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
  return `${counted(found, 'dead letter')}: ${reasons}.\n`;
}
