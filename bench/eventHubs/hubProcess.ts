import { startEventHubs } from '../../local/eventHubs/index.ts';
import { answerParent } from './answerParent.ts';
import { bodyBytes, endToEndHub, partitionCount, throughputHub, transitHub } from './benchOptions.ts';
import { fieldOf, numbersOf } from './numbersOf.ts';
import { peakResidentBytes } from './peakResidentBytes.ts';

const bytesOfMib = 1024 * 1024;
/** What a stored event may take beside its body. */
const overheadBytes = 256;

type Running = Awaited<ReturnType<typeof startEventHubs>>;

let running: Running | undefined;

/** The emulator, alone in its process, with room to keep all that the run sends. */
answerParent({
  start: async (input) => {
    const { events } = numbersOf(input, ['events']);
    const data = fieldOf(input, 'data');
    running = await startEventHubs({
      port: 0,
      ...(typeof data === 'string' && { data }),
      hub: [throughputHub, transitHub, endToEndHub].map((name) => ({ name, partitionCount })),
      retentionMib: Math.ceil((events * (bodyBytes + overheadBytes)) / bytesOfMib) + 64,
      log: (line) => void process.stderr.write(`${line}\n`),
    });
    return { connectionString: running.connectionString };
  },
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return { cpuMicros: user + system };
  },
  stored: () => ({ storedMib: (storedEvents(running) * bodyBytes) / bytesOfMib }),
  peak: () => ({ peakMib: peakResidentBytes() / bytesOfMib }),
  close: () => running?.close(),
});

function storedEvents(hubs: Running | undefined): number {
  return (hubs?.partitions() ?? [])
    .filter(({ hub }) => hub === throughputHub)
    .reduce(
      (sum, { beginSequenceNumber, lastSequenceNumber }) => sum + lastSequenceNumber + 1 - beginSequenceNumber,
      0,
    );
}
