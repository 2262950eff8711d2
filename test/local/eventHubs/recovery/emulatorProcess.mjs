import { createRequire } from 'node:module';

// The emulator as a process of its own, to be killed: the built output, with the options that the first argument holds.
const [options = '{}', entry = ''] = process.argv.slice(2);
const { startEventHubs } = createRequire(import.meta.url)(entry);
const running = await startEventHubs({ ...JSON.parse(options), log: (line) => process.stderr.write(`${line}\n`) });
process.stdout.write(`${running.amqpPort}\n`);
// It ends with whoever started it.
process.stdin.resume().on('end', () => process.exit());
