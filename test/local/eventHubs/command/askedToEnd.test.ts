import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Command } from '../../../support/command.ts';

const repository = join(__dirname, '..', '..', '..', '..');
const built = join(repository, 'build', 'test', 'dist', 'local', 'eventHubs', 'command', 'askedToEnd.js');

/** Says when it listens and when it is asked to end, and writes on until something ends it. */
const program = `
const { askedToEnd } = require(${JSON.stringify(built)});
void askedToEnd(process.stdout, process.stderr).then(() => console.error('asked'));
setInterval(() => console.log('listening'), 10);
`;

describe('a command that is asked to end', () => {
  let command: Command | undefined;
  const start = (file: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Command => {
    command = new Command(file, args, repository, environment);
    return command;
  };
  /** Below a shell that is then killed, alone. */
  const orphan = async (environment: NodeJS.ProcessEnv): Promise<Command> => {
    const shell = start('sh', ['-c', '"$0" -e "$1" & wait', process.execPath, program], environment);
    await shell.says(/listening/);
    shell.signal('SIGKILL', 'process');
    return shell;
  };

  afterEach(async () => {
    // The group, since the first process of it may have ended.
    try {
      command?.signal('SIGKILL');
    } catch {
      // All of it has ended.
    }
    await command?.exit;
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('hears %s, and obeys a second one at once', async (signal) => {
    const running = start(process.execPath, ['-e', program]);
    await running.says(/listening/);
    running.signal(signal);
    await running.says(/asked/);
    running.signal(signal);
    expect(await running.exit).toBe(1);
  });

  it('takes it as a wish to end when nobody reads its output any more', async () => {
    const running = start(process.execPath, ['-e', program]);
    await running.says(/listening/);
    running.child.stdout?.destroy();
    await running.says(/asked/);
  });

  it('ends with npm, which started it and passes SIGTERM on to nobody', async () => {
    const running = await orphan({ npm_command: 'exec' });
    await running.says(/asked/);
  });

  it('outlives any other process that started it, so that a script can put it in the background', async () => {
    const running = await orphan({});
    // Ten milliseconds each, against the 200 between two looks at the parent.
    await running.says(/(listening\n){60}/);
    expect(running.text).not.toContain('asked');
  });
});
