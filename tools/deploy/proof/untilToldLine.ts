import { AzureError } from '../../azure/azureError.ts';
import { looks } from '../../azure/looks.ts';
import type { ToldLine } from '../../logs/toldLine.ts';
import type { Waiting } from './untilYoungRow.ts';

const everyMs = 20_000;

/**
 * Looks until the log has a line by which the pipeline works: with the test source a stored batch, with the twitter
 * source, which may find nothing for hours, a run that came to its end. Resolves with it, or with undefined at the limit.
 * While the component is new its tables may be missing. Rejects with any other error of `az`.
 */
export async function untilToldLine(
  source: 'test' | 'twitter',
  lines: () => Promise<readonly ToldLine[]>,
  { say, ...waiting }: Omit<Waiting, 'refusal'>,
): Promise<ToldLine | undefined> {
  const onMinute = (minutes: number): void =>
    say(`No line of the app yet; telemetry comes minutes late (${minutes} min).`);
  for await (const _ of looks({ everyMs, onMinute, ...waiting })) {
    const proof = (await orNone(lines())).find((line) => proves(line, source));
    if (proof !== undefined) return proof;
  }
  return undefined;
}

function proves({ kind, figures }: ToldLine, source: 'test' | 'twitter'): boolean {
  return source === 'test'
    ? kind === 'batch' && Number(figures.written) > 0
    : kind === 'run' && figures.failed === null;
}

function orNone(lines: Promise<readonly ToldLine[]>): Promise<readonly ToldLine[]> {
  return lines.catch((error: unknown) => {
    if (error instanceof AzureError && ['failed', 'timed-out'].includes(error.code)) return [];
    throw error;
  });
}
