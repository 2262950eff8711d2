import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a fake program does when its arguments, joined by spaces, match: the first answer that matches, and is not used up, counts. */
export interface FakeAnswer {
  /** The source of a regular expression. */
  readonly to: string;
  /** Printed as JSON, or as it is when it is a string. */
  readonly output?: unknown;
  readonly errors?: string;
  readonly exitCode?: number;
  /** How often this answer is given; without it, always. */
  readonly times?: number;
  /** Never ends by itself. */
  readonly hangs?: boolean;
}

/** One start of a fake program. */
export interface FakeCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** What files hold that an argument names as `@file` or after `--file`, at the time of the call. */
  readonly files: Readonly<Record<string, string>>;
}

/** Programs that a test puts on the PATH in the place of az, func and azd: they write down how they are called. */
export interface FakePrograms {
  /** The environment in which these programs are found, and no others but the system's. */
  readonly environment: NodeJS.ProcessEnv;
  answer(program: string, answers: readonly FakeAnswer[]): void;
  calls(program?: string): readonly FakeCall[];
}

export function fakePrograms(folder: string): FakePrograms {
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  const record = join(programs, 'calls.jsonl');
  return {
    environment: { ...system(), PATH: programs },
    answer: (program, answers) => install(programs, program, answers),
    calls: (program) => {
      const lines = existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n') : [];
      const calls = lines.map((line): FakeCall => JSON.parse(line));
      return program === undefined ? calls : calls.filter((call) => call.program === program);
    },
  };
}

function system(): NodeJS.ProcessEnv {
  const { SystemRoot, ComSpec, TEMP, HOME } = process.env;
  const known = Object.entries({ SystemRoot, ComSpec, TEMP, HOME });
  return Object.fromEntries(known.filter(([, value]) => value !== undefined));
}

/** On Windows a batch file, as az is there; elsewhere a shell script, as az is there. */
function install(folder: string, program: string, answers: readonly FakeAnswer[]): void {
  const script = join(folder, `${program}.js`);
  writeFileSync(join(folder, `${program}.json`), JSON.stringify(answers));
  writeFileSync(script, `(${answering})(${JSON.stringify({ program })});\n`);
  writeFileSync(join(folder, `${program}.cmd`), `@"${process.execPath}" "${script}" %*\r\n`);
  const shell = join(folder, program);
  writeFileSync(shell, `#!/bin/sh\n"${process.execPath}" "${script}" "$@"\n`);
  chmodSync(shell, 0o755);
}

/** Runs in the fake program's own process, as text: it can use nothing from around it. */
const answering = `({ program }) => {
  const fs = require('node:fs');
  const path = require('node:path');
  const args = process.argv.slice(2);
  const names = args.flatMap((each, i) => each.startsWith('@') ? [each.slice(1)] : args[i - 1] === '--file' ? [each] : []);
  const files = Object.fromEntries(names.filter(fs.existsSync).map((name) => [name, fs.readFileSync(name, 'utf8')]));
  const record = path.join(__dirname, 'calls.jsonl');
  fs.appendFileSync(record, JSON.stringify({ program, args, folder: process.cwd(), files }) + '\\n');
  const given = fs.readFileSync(record, 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
  const answers = JSON.parse(fs.readFileSync(path.join(__dirname, program + '.json'), 'utf8'));
  const text = args.join(' ');
  const left = new Map(answers.map((each, i) => [i, each.times ?? Infinity]));
  let chosen;
  for (const call of given.filter((each) => each.program === program)) {
    const joined = call.args.join(' ');
    const i = answers.findIndex((each, at) => left.get(at) > 0 && new RegExp(each.to).test(joined));
    if (i >= 0) left.set(i, left.get(i) - 1);
    chosen = answers[i];
  }
  if (!chosen) { process.stderr.write('ERROR: the fake ' + program + ' has no answer to: ' + text + '\\n'); process.exit(99); }
  if (chosen.errors) process.stderr.write(chosen.errors);
  if (chosen.output !== undefined) process.stdout.write(typeof chosen.output === 'string' ? chosen.output : JSON.stringify(chosen.output));
  process.exitCode = chosen.exitCode ?? 0;
  if (chosen.hangs) setInterval(() => undefined, 1000);
}`;
