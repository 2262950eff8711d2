import { TableClient } from '@azure/data-tables';
import { BlobServiceClient } from '@azure/storage-blob';
import resources from '../../resources.json';
import { Account } from './account/account.ts';
import { logEntry } from './account/logEntry.ts';
import { readLetters } from './account/readLetters.ts';
import { readLog } from './account/readLog.ts';
import { readRows } from './account/readRows.ts';
import type { Balance } from './account/records.ts';
import { rowRanges } from './account/rowRanges.ts';
import { type Timings, timings } from './account/timings.ts';
import type { PublishedRun } from './load/publishedRun.ts';
import { RunsInLog } from './load/runsInLog.ts';
import type { Sender } from './load/sender.ts';
import type { Observation } from './observation.ts';
import type { StatusLine } from './statusLine.ts';

export interface AccountParts {
  readonly eventHubs: string;
  /** Azurite itself: what the proxy saw is no truth. */
  readonly storage: string;
  readonly sender: Sender;
  readonly observation: Observation;
  /** What `publishTweets` said it has published. */
  readonly published: readonly PublishedRun[];
  readonly status: StatusLine;
  readonly signal: AbortSignal;
}

/** Reads what there is, when nothing is written any more, and sets it against what was sent and seen. */
export async function closeAccount(parts: AccountParts): Promise<Timings & { readonly balance: Balance }> {
  const { sender, observation } = parts;
  const { lateWrites } = observation.order;
  const account = new Account({
    expected: sender.expected,
    mayWriteLate: (position, later) => lateWrites.mayBe(position, later),
  });
  await addLog(account, parts);
  for (const number of sender.numbers()) account.hubLosses.addAcknowledged(number);
  await addLetters(account, parts);
  await addRows(account, parts);
  return { ...timings(account.log, observation.acknowledgements), balance: account.close() };
}

async function addLog(account: Account, { eventHubs, published, status, signal }: AccountParts): Promise<void> {
  const hub = resources.eventHub.name;
  const runs = new RunsInLog(published);
  let events = 0;
  status.show(() => `Reading the log: ${events.toLocaleString('en-US')} events.`);
  await readLog({
    connectionString: eventHubs,
    hub,
    signal,
    onGap: (partition, from, to) => account.hubLosses.addGap(partition, from, to),
    onEvents: (partition, batch) => {
      events += batch.length;
      for (const entry of batch.map((event) => logEntry(hub, partition, event))) {
        account.addEntry(entry);
        const { id, sendNumber, enqueuedMs } = entry;
        if (sendNumber === undefined && id !== undefined) runs.add({ id, enqueuedMs });
      }
    },
  });
  account.hubLosses.addPublished(runs.told, runs.found);
}

async function addLetters(account: Account, { storage, status, signal }: AccountParts): Promise<void> {
  const service = BlobServiceClient.fromConnectionString(storage);
  let letters = 0;
  status.show(() => `Reading the dead letters: ${letters.toLocaleString('en-US')}.`);
  await readLetters({
    container: service.getContainerClient(resources.containers.deadLetters),
    signal,
    onLetters: (page) => {
      letters += page.length;
      for (const letter of page) account.addLetter(letter);
    },
  });
}

async function addRows(account: Account, { storage, status, signal }: AccountParts): Promise<void> {
  const table = TableClient.fromConnectionString(storage, resources.tables.tweets, { allowInsecureConnection: true });
  const ranges = rowRanges(account.log.ids());
  let [rows, done] = [0, 0];
  status.show(() => `Reading the table: ${rows.toLocaleString('en-US')} rows, part ${done} of ${ranges.length}.`);
  await readRows({
    table,
    ranges,
    signal,
    onRow: (row) => {
      rows += 1;
      account.addRow(row);
    },
    onProgress: (count) => {
      done = count;
    },
  });
}
