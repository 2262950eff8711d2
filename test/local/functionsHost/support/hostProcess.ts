import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { eachLine } from '../../../../local/processes/lines.ts';

const root = join(__dirname, '..', '..', '..', '..');
const entry = join(root, 'build', 'test', 'dist', 'local', 'functionsHost', 'main.js');

export interface HostRun {
  readonly app: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly arguments?: readonly string[];
}

type Looked<T> = T | undefined | false;

export interface HostEnd {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** A host in a process of its own, from built output, with one of the apps beside this folder. */
export class HostProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #errors: string[] = [];
  readonly #ended: Promise<HostEnd>;
  readonly #waiting = new Set<() => void>();
  #ready: Readonly<Record<string, unknown>> | undefined;
  #hasEnded = false;

  constructor({ app, settings = {}, arguments: given = ['--port', '0'] }: HostRun) {
    this.#child = spawn(process.execPath, [entry, '--app', join(__dirname, '..', 'apps', app), ...given], {
      // A host that was killed leaves its timer locks for a while; another id is not held up by them.
      env: { ...process.env, AzureFunctionsWebHost__hostid: randomUUID(), ...settings },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.on('message', (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'ready') return;
      this.#ready = { ...message };
      this.#changed();
    });
    this.#collect(this.#child.stdout, this.#lines);
    this.#collect(this.#child.stderr, this.#errors);
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (exitCode) => {
        this.#hasEnded = true;
        resolve({ exitCode, output: this.#lines.join('\n'), errors: this.#errors.join('\n') });
        this.#changed();
      });
    });
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** What the fixture functions said of themselves. */
  get reports(): readonly Readonly<Record<string, unknown>>[] {
    const texts = this.#lines.map((line) => / report (\{.*\})$/.exec(line)?.[1]);
    return texts.flatMap((text) => (text === undefined ? [] : [JSON.parse(text)]));
  }

  get begins(): readonly Readonly<Record<string, unknown>>[] {
    return this.reports.filter(({ begin }) => begin !== undefined);
  }

  /** Resolves once the condition holds; rejects with the output when the host ends before. */
  async until<T>(what: string, found: () => Looked<T> | Promise<Looked<T>>): Promise<T> {
    for (;;) {
      const value = await found();
      if (value !== undefined && value !== false) return value;
      if (this.#hasEnded) {
        throw new Error(`The host ended before ${what}:\n${[...this.#lines, ...this.#errors].join('\n')}`);
      }
      // What a blob holds changes without a line, so look again now and then.
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        setTimeout(resolve, 50);
      });
    }
  }

  async line(text: string): Promise<string> {
    return this.until(`it wrote "${text}"`, () => this.#lines.find((line) => line.includes(text)));
  }

  async ready(): Promise<Readonly<Record<string, unknown>>> {
    return this.until('it was ready', () => this.#ready);
  }

  async port(): Promise<number> {
    return Number((await this.ready()).port);
  }

  /** By SIGTERM, as its parent would; with how long it took. */
  async stop(): Promise<HostEnd & { readonly tookMs: number }> {
    const startedAt = performance.now();
    this.#child.kill('SIGTERM');
    const end = await this.#ended;
    return { ...end, tookMs: performance.now() - startedAt };
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** As when its parent is gone: the channel to it closes. */
  async forsake(): Promise<HostEnd> {
    // Once the parent has disconnected, Node never emits 'close' (nodejs/node#19433).
    this.#child.once('exit', (exitCode) => this.#child.emit('close', exitCode));
    this.#child.disconnect();
    return this.#ended;
  }

  async end(): Promise<HostEnd> {
    return this.#ended;
  }

  #collect(stream: Readable | null, into: string[]): void {
    if (stream === null) return;
    eachLine(stream, (line) => {
      into.push(line);
      this.#changed();
    });
  }

  #changed(): void {
    for (const resume of this.#waiting) resume();
    this.#waiting.clear();
  }
}
