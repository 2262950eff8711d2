import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command as a person starts it: `npm <args>` in a folder, in a process group of its own as a shell makes one. */
export class Command {
  readonly child: ChildProcess;
  readonly exit: Promise<number | string>;
  #stdout = '';
  #stderr = '';
  readonly #onText = new Set<() => void>();

  constructor(file: string, args: readonly string[], folder: string, environment: NodeJS.ProcessEnv = {}) {
    this.child = spawn(file, args, {
      cwd: folder,
      env: { ...inherited(), ...environment },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#add({ stdout: text }));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#add({ stderr: text }));
    // 'close': what npm started may hold the output for a moment longer than npm itself.
    this.exit = once(this.child, 'close').then(([code, signal]) => code ?? signal);
  }

  get stdout(): string {
    return this.#stdout;
  }

  get text(): string {
    return `${this.#stdout}${this.#stderr}`;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The command was not started.');
    return this.child.pid;
  }

  /** Resolves with the match once the output has it. Rejects with all output at the time limit or the end. */
  async says(pattern: RegExp, withinMs = 60_000): Promise<RegExpExecArray> {
    return await new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(this.text);
        if (match) finish(() => resolve(match));
      };
      const give = (why: string): void =>
        finish(() => reject(new Error(`${why} without saying ${pattern}:\n${this.text}`)));
      const timer = setTimeout(() => give(`${withinMs} ms passed`), withinMs);
      const finish = (end: () => void): void => {
        clearTimeout(timer);
        this.#onText.delete(look);
        end();
      };
      this.#onText.add(look);
      look();
      void this.exit.then((how) => give(`The command ended (${how})`));
    });
  }

  /** Sends a signal to the whole group, as a terminal does, or to the first process alone. */
  signal(signal: NodeJS.Signals, to: 'group' | 'process' = 'group'): void {
    process.kill(to === 'group' ? -this.pid : this.pid, signal);
  }

  #add({ stdout = '', stderr = '' }: { stdout?: string; stderr?: string }): void {
    this.#stdout += stdout;
    this.#stderr += stderr;
    for (const look of [...this.#onText]) look();
  }
}

/** npm as a JavaScript file when the tests run under npm, else the npm of the path. */
export function npm(args: readonly string[], folder: string, environment?: NodeJS.ProcessEnv): Command {
  const file = process.env.npm_execpath;
  return file
    ? new Command(process.execPath, [file, ...args], folder, environment)
    : new Command('npm', args, folder, environment);
}

/** What `.local/running.json` of a folder says now. */
export function running(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, '.local', 'running.json'), 'utf8'));
}

/** The environment without what npm adds for its own scripts, and without settings that would point elsewhere. */
function inherited(): NodeJS.ProcessEnv {
  const ours =
    /^(npm_|INIT_CWD|NODE_ENV|JEST|AzureWebJobs|AzureFunctionsJobHost|EventHub|EVENT_HUB|Tweet|TWEET|TWITTER|TEST_TWEETS|PUBLISH_SCHEDULE)/;
  const kept = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(kept), FORCE_COLOR: '0' };
}
