/** An emulator in a process of its own: what it prints, and whether it goes on, is for the test to see. */
import { startEventHubs } from '../../../../build/test/dist/local/eventHubs/index.js';

const options = JSON.parse(process.argv[2] ?? '{}');
let logLines = 0;
const hubs = await startEventHubs({
  port: 0,
  httpPort: 0,
  ...options,
  log: () => {
    logLines++;
  },
});
const count = (type) => process.getActiveResourcesInfo().filter((name) => name === type).length;

process.on('message', async (request) => {
  if (request === 'close') {
    await hubs.close();
    process.disconnect();
    return;
  }
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  const [sockets, timers] = [count('TCPSocketWrap'), count('Timeout')];
  process.send({ heapBytes: heapUsed, residentBytes: rss, sockets, timers, logLines });
});
process.send({ amqpPort: hubs.amqpPort, httpPort: hubs.httpPort, connectionString: hubs.connectionString });
