import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../support/random.ts';
import { scaled } from '../../../support/scale.ts';
import { aStoreFolder, hour, type StoreFolder } from '../storage/aDiskStore.ts';
import { eventsOf, type ReadBack } from '../storage/eventsOf.ts';
import { segmentsIn } from '../storage/segmentsIn.ts';
import { anEvent } from '../support/anEvent.ts';

type Random = ReturnType<typeof seededRandom>;

let folder: StoreFolder;

beforeEach(() => {
  folder = aStoreFolder();
});

afterEach(() => folder.remove());

const retention = { bytes: 64 * 1024, milliseconds: hour };

/** Appends of several segments, some of them with the marks of a frame in their bodies. */
async function someAppends(random: Random): Promise<readonly ReadBack[]> {
  const log = await folder.openLog({ retention });
  const written: ReadBack[] = [];
  for (let append = 0; append < 20; append++) {
    const bodies = Array.from({ length: 1 + random.integer(4) }, () => randomBody(random));
    const { sequenceNumber } = log.last;
    await log.append(bodies.map(anEvent));
    for (const [index, body] of bodies.entries())
      written.push({ sequenceNumber: sequenceNumber + 1 + index, body: body.toString('latin1') });
  }
  await (await folder.open({ retention })).close();
  return written;
}

function randomBody(random: Random): Buffer {
  const body = Buffer.from(Array.from({ length: random.integer(400) }, () => random.integer(256)));
  return random.integer(4) === 0 ? Buffer.concat([Buffer.from('feed0e0f', 'hex'), body]) : body;
}

const damages: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => {
    for (let flips = 1 + random.integer(3); flips > 0; flips--) flipBit(bytes, random);
    return bytes;
  },
  (bytes, random) => bytes.subarray(0, random.integer(bytes.length)),
  (bytes, random) => {
    const from = random.integer(bytes.length);
    return bytes.fill(0, from, from + random.integer(bytes.length - from));
  },
  (bytes, random) => Buffer.concat([bytes, bytes.subarray(random.integer(bytes.length))]),
  (bytes, random) => {
    const from = random.integer(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random.integer(200))]);
  },
];

function flipBit(bytes: Buffer, random: Random): void {
  const at = random.integer(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.integer(8));
}

describe('segments with flipped bits, cuts, holes and repetitions', () => {
  it('give back what was written, at its place, or say that they cannot', async () => {
    const random = seededRandom('segment fuzz');
    const written = await someAppends(random);
    const paths = segmentsIn(folder.path);
    const originals = paths.map((path) => readFileSync(path));
    for (let trial = 0; trial < scaled(1500); trial++) {
      const victim = random.next() < 0.5 ? paths.length - 1 : random.integer(paths.length);
      const damage = damages[random.integer(damages.length)];
      paths.forEach((path, index) => {
        const bytes = Buffer.from(originals[index] ?? []);
        writeFileSync(path, index === victim && damage ? damage(bytes, random) : bytes);
      });
      const next = await checkAgainst(written);
      // What was accepted after the damage keeps its numbers.
      if (victim < paths.length - 1) expect(next).toBe(written.length);
      for (const path of segmentsIn(folder.path)) if (!paths.includes(path)) rmSync(path);
    }
  }, 300_000);
});

/** Opens the log, reads from several places, appends and opens it again. Gives the number of the event it appended. */
async function checkAgainst(written: readonly ReadBack[]): Promise<number> {
  folder.lines.length = 0;
  const log = await folder.openLog({ retention });
  const { events, error } = await eventsOf(log);
  expect(events).toEqual(written.slice(0, events.length));
  const next = log.last.sequenceNumber + 1;
  if (error) expect(error).toMatchObject({ code: 'damaged' });
  else expect(events).toHaveLength(next);
  if (next < written.length) expect(folder.lines).not.toEqual([]);
  for (let from = 0; from < written.length; from += 7) {
    const beyond = await eventsOf(log, from);
    expect(beyond.events).toEqual(written.slice(from, from + beyond.events.length));
    if (!beyond.error && from < next) expect(beyond.events).toHaveLength(next - from);
  }
  await log.append([anEvent('after')]);
  const again = await eventsOf(await folder.openLog({ retention }), next);
  expect(again).toEqual({ events: [{ sequenceNumber: next, body: 'after' }], error: undefined });
  return next;
}
