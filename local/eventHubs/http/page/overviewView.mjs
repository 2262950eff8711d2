import { ask } from './ask.mjs';
import { element, setText, table } from './element.mjs';
import { age, count, size, time } from './format.mjs';
import { hashOf } from './place.mjs';
import { strangersText } from './strangersText.mjs';

/** @import { HubOverview, Overview, PartitionOverview, ReceiverOverview } from '../overview.ts' */

/** @type {readonly (readonly [string, string?])[]} */
const columns = [
  ['Partition', 'narrow'],
  ['First', 'number narrow'],
  ['Last', 'number narrow'],
  ['Events', 'number narrow'],
  ['Size', 'number narrow'],
  ['Oldest', 'number narrow'],
  ['Connected readers'],
];

/** All hubs and their partitions. */
export function overviewView() {
  const whole = element('div');
  let shown = '';
  /** @type {((overview: Overview) => void)[]} */
  let updates = [];
  return {
    title: 'Event Hubs emulator',
    element: whole,
    async refresh() {
      /** @type {Overview} */
      const overview = await ask('/api/overview');
      const structure = JSON.stringify(overview.hubs.map((hub) => [hub.name, hub.createdAt, hub.partitions.length]));
      if (structure !== shown) {
        const sections = overview.hubs.map(hubSection);
        whole.replaceChildren(...sections.map((section) => section.whole));
        updates = sections.map((section) => section.update);
        shown = structure;
      }
      for (const update of updates) update(overview);
      return overview;
    },
  };
}

/**
 * @param {HubOverview} hub
 * @param {number} index of the hub among all
 */
function hubSection(hub, index) {
  const { whole, rows } = table(`Partitions of ${hub.name}`, columns);
  const updates = hub.partitions.map(({ id }) => partitionRow(hub.name, id));
  rows.append(...updates.map((row) => row.whole));
  const hint = element('p', { class: 'quiet', hidden: '' }, [
    'No events yet. Send some with the connection string below.',
  ]);
  /** @param {Overview} overview */
  const update = ({ hubs, time: now }) => {
    const partitions = hubs[index]?.partitions ?? [];
    partitions.forEach((partition, place) => {
      updates[place]?.update(partition, now);
    });
    hint.hidden = partitions.some(({ lastSequenceNumber }) => lastSequenceNumber !== null);
  };
  const facts = `Consumer groups: ${hub.consumerGroups.join(', ')}. Created ${time(hub.createdAt)}.`;
  const heading = element('h2', {}, [hub.name]);
  return { whole: element('section', {}, [heading, element('p', { class: 'quiet' }, [facts]), whole, hint]), update };
}

/**
 * @param {string} hub
 * @param {string} id
 */
function partitionRow(hub, id) {
  const label = `Look at the events of partition ${id} of ${hub}`;
  const link = element('a', { href: hashOf({ hub, partition: id, at: undefined }), 'aria-label': label }, [id]);
  const numbers = Array.from({ length: 5 }, () => element('td', { class: 'number' }));
  const readers = element('td');
  let shownReaders = '';
  /**
   * @param {PartitionOverview} partition
   * @param {string} now
   */
  const update = ({ firstSequenceNumber: first, lastSequenceNumber: last, ...partition }, now) => {
    const events = first === null || last === null ? 0 : last - first + 1;
    const texts = [
      count(first),
      count(last),
      count(events),
      size(partition.bytes),
      age(partition.oldestEnqueuedTime, now),
    ];
    numbers.forEach((cell, place) => {
      setText(cell, texts[place] ?? '');
    });
    const found = JSON.stringify(partition.receivers);
    if (found !== shownReaders) readers.replaceChildren(...partition.receivers.map(reader));
    shownReaders = found;
  };
  return { whole: element('tr', {}, [element('th', { scope: 'row' }, [link]), ...numbers, readers]), update };
}

/** @param {ReceiverOverview} receiver */
function reader({ consumerGroup, ownerLevel, name }) {
  const level = ownerLevel === null ? [] : [` owner level ${ownerLevel}`];
  const named = name === null ? [] : [' ', element('span', { class: 'quiet' }, strangersText(name))];
  return element('div', { class: 'reader' }, [element('b', {}, [consumerGroup]), ...level, ...named]);
}
