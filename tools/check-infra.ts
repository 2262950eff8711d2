import { CommanderError } from 'commander';
import { checkInfra, inOrder, type Report } from './checkInfra/checkInfra.ts';
import { parseCheckInfra } from './checkInfra/parseCheckInfra.ts';
import { folderFiles } from './checkInfra/project/folderFiles.ts';
import { checkQueries } from './checkInfra/queries/checkQueries.ts';
import { reportLines } from './checkInfra/reportLines.ts';
import { loadSchemas } from './checkInfra/schemas/loadSchemas.ts';

/** `npm run check:infra`: what is wrong with the infrastructure's files, as far as that can be told without Azure. */
export async function run(args: readonly string[], root = process.cwd()): Promise<void> {
  const { stdout: output, stderr: progress } = process;
  try {
    const options = parseCheckInfra(args, { output, progress });
    const report = await checkAll(root);
    for (const line of reportLines(report, options)) output.write(`${line}\n`);
    if (report.findings.length > 0) process.exitCode = 1;
  } catch (error) {
    // Commander has said what is wrong, or printed its help.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}

async function checkAll(root: string): Promise<Report> {
  const { findings, checked } = await checkInfra(folderFiles(root), loadSchemas(root));
  return { findings: inOrder([...findings, ...(await checkQueries(root))]), checked };
}
