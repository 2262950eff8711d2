import type { SourcedStep, TweetSource } from '../../src/pipeline/publishTweets.ts';
import { MemoryLog } from './memoryLog.ts';

/** The one step of a run, of a source that gives one. */
export async function stepOf(source: TweetSource): Promise<SourcedStep> {
  const steps: SourcedStep[] = [];
  for await (const step of source.steps({ log: new MemoryLog(), reachHub: async () => undefined })) steps.push(step);
  const [step, second] = steps;
  if (step === undefined || second !== undefined) throw new Error(`The run had ${steps.length} steps, not one.`);
  return step;
}
