import { checkInfra, inOrder, type Report } from './checkInfra/checkInfra.ts';
import type { Finding } from './checkInfra/finding.ts';
import { parseCheckInfra } from './checkInfra/parseCheckInfra.ts';
import { folderFiles } from './checkInfra/project/folderFiles.ts';
import { checkQueries } from './checkInfra/queries/checkQueries.ts';
import { reportLines } from './checkInfra/reportLines.ts';
import { loadSchemas } from './checkInfra/schemas/loadSchemas.ts';
import { tellingWrongOptions } from './tellingWrongOptions.ts';

/** Where the command stands; tests give their own. */
export interface CheckSurroundings {
  /** The repository whose infrastructure is checked. */
  readonly root: string;
  readonly output: NodeJS.WritableStream;
  /** What is wrong with the options. */
  readonly progress: NodeJS.WritableStream;
  readonly checkQueries: (root: string) => Promise<readonly Finding[]>;
}

/** `npm run check:infra` */
export async function run(args: readonly string[]): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  await tellingWrongOptions(async () => {
    const found = await checkInfraFiles(args, { root: process.cwd(), output, progress, checkQueries });
    if (found > 0) process.exitCode = 1;
  });
}

/**
 * Prints what is wrong with the infrastructure's files, as far as that can be told without Azure, and resolves with how
 * much that is. Rejects with CommanderError for a wrong option (already told) or `--help`, or as reading files fails.
 */
export async function checkInfraFiles(args: readonly string[], surroundings: CheckSurroundings): Promise<number> {
  const options = parseCheckInfra(args, surroundings);
  const report = await checkAll(surroundings);
  for (const line of reportLines(report, options)) surroundings.output.write(`${line}\n`);
  return report.findings.length;
}

async function checkAll({ root, checkQueries: ofQueries }: CheckSurroundings): Promise<Report> {
  const { findings, checked } = await checkInfra(folderFiles(root), loadSchemas(root));
  return { findings: inOrder([...findings, ...(await ofQueries(root))]), checked };
}
