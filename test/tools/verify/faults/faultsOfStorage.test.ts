import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { FaultKind } from '../../../../tools/verify/faults/fault.ts';
import { faults } from '../../../../tools/verify/faults/faults.ts';
import { storageServices } from '../../../../tools/verify/faults/proxy/serviceErrors.ts';
import { startStorageProxy } from '../../../../tools/verify/faults/startStorageProxy.ts';
import { storageError } from '../../../../tools/verify/faults/storageErrors.ts';
import type { StorageProxy, Trouble } from '../../../../tools/verify/faults/storageProxy.ts';
import { seededRandom } from '../../../support/random.ts';
import { anInjection, recordedTargets } from './anInjection.ts';

/** A service that takes everything and tells of it. */
const service = createServer((request, response) => {
  request.resume().on('end', () => {
    served += 1;
    response.writeHead(request.url?.endsWith('$batch') ? 202 : 200).end('done');
  });
});
let served = 0;
let proxy: StorageProxy;
let stop = new AbortController();

beforeAll(async () => {
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  const address = service.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const nothing = () => undefined;
  proxy = await startStorageProxy({
    target: { table: port, blob: port, queue: port },
    onRows: nothing,
    onLetter: nothing,
  });
});
afterEach(() => stop.abort());
afterAll(async () => {
  await proxy?.close();
  service.closeAllConnections();
  service.close();
});

const paths = ['tweets', 'letters', 'checkpoints', '$batch'];
const urlOf = (path: string) => {
  const account = path === 'checkpoints' ? proxy.hostConnectionString : proxy.connectionString;
  const endpoint = ['letters', 'checkpoints'].includes(path) ? /BlobEndpoint=(http[^;]+)/ : /TableEndpoint=(http[^;]+)/;
  return endpoint.exec(account)?.[1] ?? '';
};
const ask = async (path = 'tweets'): Promise<string> => {
  try {
    const answer = await fetch(`${urlOf(path)}/${path}`, {
      method: 'POST',
      body: 'x',
    });
    return `${answer.status} ${await answer.text()}`;
  } catch {
    return 'none';
  }
};

async function askUntil(signal: AbortSignal, tell: (answer: string) => void = () => undefined): Promise<void> {
  const clients = paths.map(async (path) => {
    while (!signal.aborted) tell(await ask(path));
  });
  await Promise.all(clients);
}

/** Injects while clients ask without end; tells how often it struck, and what they were answered. */
async function meanwhile(kind: FaultKind, mostMs: number) {
  stop = new AbortController();
  const answers: string[] = [];
  const before = served;
  const asking = askUntil(stop.signal, (answer) => answers.push(answer));
  const struck = await faults[kind].inject(recordedTargets(proxy), anInjection({ mostMs }));
  stop.abort();
  // Until then a client may not have learned yet that the connection it would take has been cut.
  await asking;
  const after = await Promise.all(paths.map(ask));
  return { struck, answers, after, served: served - before };
}

describe('faults of storage', () => {
  it.each<FaultKind>(['storage-errors', 'lost-answers', 'storage-outage'])(
    '%s strike requests while they last, and not a moment longer',
    async (kind) => {
      const { struck, after } = await meanwhile(kind, 4_000);
      expect(struck).toBeGreaterThan(0);
      expect(after).toEqual(['200 done', '200 done', '200 done', '202 done']);
    },
  );

  it('lost-answers have every request done, whatever its client learns', async () => {
    const { answers, served, struck } = await meanwhile('lost-answers', 1_000);
    expect(served).toBe(answers.length + paths.length);
    expect(answers.filter((answer) => !answer.endsWith('done')).length).toBe(struck);
  });

  it('storage-errors are of every kind, in the words of the service', async () => {
    const trouble = { random: seededRandom('errors').next, isFirst: false, over: AbortSignal.abort() };
    const request = (url: string) => ({ method: 'POST', url, headers: {}, body: Buffer.alloc(0) });
    const met: unknown[] = [];
    for (const service of ['table', 'blob'] as const) {
      for (let count = 0; count < 300; count += 1) met.push(await storageError(request('/$batch'), service, trouble));
    }
    const busyTable = expect.objectContaining({ status: 503, body: expect.stringContaining('"code":"ServerBusy"') });
    const busyBlob = expect.objectContaining({ status: 503, body: expect.stringContaining('<Code>ServerBusy</Code>') });
    const told = expect.objectContaining({ headers: expect.objectContaining({ 'retry-after': '2' }) });
    const timedOut = expect.objectContaining({ status: 500 });
    const inside = expect.objectContaining({ status: 202, body: expect.stringContaining('HTTP/1.1 503 ') });
    const empty = { status: 202, headers: {}, body: '' };
    const others = ['reset', 'answer cut', 'answer empty', 'pass'];
    for (const kind of [busyTable, busyBlob, told, timedOut, inside, empty, ...others])
      expect(met).toContainEqual(kind);
    // Only a transaction is answered by 202.
    const single = await Promise.all(
      Array.from({ length: 300 }, () => storageError(request('/tweets'), 'table', trouble)),
    );
    expect(single).not.toContainEqual(expect.objectContaining({ status: 202 }));
  });

  it('storage-errors let nothing be done the first time, so that who does not come again has lost it', async () => {
    stop = new AbortController();
    const before = served;
    const asking = askUntil(stop.signal);
    await faults['storage-errors'].inject(recordedTargets(proxy), anInjection({ mostMs: 500, isFirst: true }));
    const during = served - before;
    stop.abort();
    await asking;
    expect(during).toBe(0);
  });

  it('storage-outage is both forms the first time, then one and the other in turn', async () => {
    const injection = anInjection({ mostMs: 1, random: () => 0.1 });
    const signal = AbortSignal.timeout(300);
    const forms: string[][] = [];
    for (const earlier of [0, 1, 2, 3, 4]) {
      let ask = (): void => undefined;
      const targets = recordedTargets({
        // Somebody asks at once whenever there is trouble to be met.
        meet: (trouble) => {
          if (trouble === undefined) return;
          ask = () => void trouble({ method: 'PUT', url: '/tweets', headers: {}, body: Buffer.alloc(0) }, 'table');
          setImmediate(() => ask());
        },
      });
      const parts = earlier === 0 ? { isFirst: true, signal } : { earlier };
      expect(await faults['storage-outage'].inject(targets, { ...injection, ...parts })).toBe(1);
      forms.push(targets.done);
    }
    const [freezing, refusing] = [
      ['freeze', 'thaw'],
      ['shut', 'open'],
    ];
    expect(forms).toEqual([['freeze', 'shut', 'thaw', 'open'], freezing, refusing, freezing, refusing]);
  });

  it('lost-answers strike the account, or one service of it, of the pipeline or of its host', async () => {
    const injection = anInjection({ mostMs: 1 });
    const request = { method: 'POST', url: '/tweets', headers: {}, body: Buffer.alloc(0) };
    const struck = new Set<string>();
    for (let round = 0; round < 120; round += 1) {
      const met = new Set<string>();
      const meet = (trouble: Trouble | undefined) => {
        if (trouble === undefined) return;
        for (const service of storageServices) {
          for (let count = 0; count < 60; count += 1) if (trouble(request, service) !== 'pass') met.add(service);
        }
      };
      await faults['lost-answers'].inject(recordedTargets({ meet }), injection);
      struck.add([...met].join());
    }
    expect([...struck].toSorted()).toEqual(['blob', 'host', 'table', 'table,blob', 'table,blob,host']);
  });

  it('storage-outage leaves the host its storage the first time: it would be given again what the pipeline has let go of', async () => {
    const struck: string[] = [];
    const targets = recordedTargets({
      meet: (trouble) => void trouble?.({ method: 'PUT', url: '/tweets', headers: {}, body: Buffer.alloc(0) }, 'table'),
      freeze: (services) => void struck.push(...services),
    });
    const parts = { mostMs: 1, isFirst: true, signal: AbortSignal.timeout(300) };
    await faults['storage-outage'].inject(targets, anInjection(parts));
    expect(struck.toSorted()).toEqual(['blob', 'table']);
  });

  it('did not strike where nobody asked', async () => {
    for (const chance of [0.1, 0.9]) {
      const injection = anInjection({ random: () => chance });
      for (const kind of ['storage-errors', 'lost-answers', 'storage-outage'] as const) {
        expect(await faults[kind].inject(recordedTargets(proxy), injection)).toBe(0);
      }
    }
  });
});
