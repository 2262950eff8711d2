import { jsonText } from '../../local/view/jsonText.ts';
import { letterId } from '../../src/pipeline/deadLetters/letterId.ts';
import { letterName } from '../../src/pipeline/deadLetters/letterName.ts';
import { openOutput } from '../openOutput.ts';
import type { Surroundings } from '../tweets.ts';
import type { LetterDesk } from './deadLetters.ts';
import { letterWords } from './letterLines.ts';
import type { DeadLettersCommand } from './parseDeadLetters.ts';

/** `show`: a letter whole. Resolves with whether there is one. */
export async function showLetter(
  { id, json }: Extract<DeadLettersCommand, { action: 'show' }>,
  { letters, scope }: LetterDesk,
  { output, progress }: Surroundings,
): Promise<boolean> {
  const name = letterName({ ...id, ...scope });
  const [entry, letter] = [await letters.find(name), await letters.read(name)];
  if (entry === undefined || letter === undefined) {
    progress.write(`There is no dead letter ${letterId(id)}. See them with: npm run dead-letters -- list\n`);
    return false;
  }
  const { replayedTime } = entry;
  const whole = { id: letterId(id), name, ...letter.content, ...(replayedTime && { replayedTime }) };
  await openOutput(output).write(json ? `${jsonText(whole)}\n` : letterWords(entry, letter.content));
  return true;
}
