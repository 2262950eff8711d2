import { jsonText } from '../../local/view/jsonText.ts';
import { safeText } from '../../local/view/safeText.ts';
import { counted } from '../../src/pipeline/log.ts';
import type { Report } from './checkInfra.ts';
import type { CheckInfraOptions } from './parseCheckInfra.ts';

/** A line for each finding, and a last one that says how much was checked. */
export function reportLines({ findings, checked }: Report, { json }: CheckInfraOptions): readonly string[] {
  if (json) return [...findings.map(jsonText), jsonText({ findings: findings.length, checked })];
  const lines = findings.map(({ file, line, rule, message }) => safeText(`${file}:${line} ${rule} ${message}`));
  return [...lines, `${outcome(findings.length)} Checked ${Object.entries(checked).map(part).join(', ')}.`];
}

function outcome(findings: number): string {
  return findings === 0 ? 'Nothing found.' : `${counted(findings, 'finding')}.`;
}

function part([what, count]: readonly [string, number]): string {
  return `${count} ${what}`;
}
