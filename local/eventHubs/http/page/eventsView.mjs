import { ask } from './ask.mjs';
import { element, setText, table } from './element.mjs';
import { eventRow } from './eventRow.mjs';
import { count } from './format.mjs';
import { eventsPath } from './place.mjs';
import { placeControls } from './placeControls.mjs';

/** @import { Place } from './place.mjs' */
/** @import { EventDescription } from '../describeEvent.ts' */
/** @import { EventsPage } from '../eventsAnswer.ts' */

/** @type {readonly (readonly [string, string?])[]} */
const columns = [
  ['Sequence number'],
  ['Offset', 'number'],
  ['Enqueued'],
  ['Partition key'],
  ['Size', 'number'],
  ['Body'],
];

/**
 * Some events of a partition, newest first. At the newest it follows what comes, unless an event is open: that one
 * would be pushed away from under its reader's eyes.
 * @param {Place} place
 */
export function eventsView(place) {
  const { whole, rows } = table(`Events of partition ${place.partition} of ${place.hub}`, columns);
  const controls = placeControls(place);
  const note = element('p', { class: 'quiet' });
  /** @type {Map<number, ReturnType<typeof eventRow>>} */
  let shown = new Map();
  let filled = false;
  return {
    title: `${place.hub} / ${place.partition}`,
    element: element('section', {}, [
      element('h2', {}, [`${place.hub} / ${place.partition}`]),
      controls.whole,
      note,
      whole,
    ]),
    async refresh() {
      const isOpen = [...shown.values()].some((row) => row.isOpen());
      const stands = filled && (place.at !== undefined || isOpen);
      /** @type {EventsPage} */
      const page = await ask(`${eventsPath(place)}?${stands ? 'count=1' : queryOf(place)}`);
      if (!stands) {
        shown = fill(rows, page.events, place, shown);
        controls.update(page, [...shown.keys()]);
        filled = true;
      }
      setText(note, noteOf(place, page, isOpen, shown));
    },
  };
}

/** @param {Place} place */
function queryOf({ at }) {
  return at ? `${at.way}=${at.sequenceNumber}` : '';
}

/**
 * Keeps the rows that stay, so that focus and selection stay too.
 * @param {HTMLTableSectionElement} rows
 * @param {readonly EventDescription[]} events
 * @param {Place} place
 * @param {ReadonlyMap<number, ReturnType<typeof eventRow>>} before
 */
function fill(rows, events, place, before) {
  const newestFirst = events.toReversed();
  const shown = new Map(
    newestFirst.map((event) => [event.sequenceNumber, before.get(event.sequenceNumber) ?? eventRow(place, event)]),
  );
  for (const [sequenceNumber, row] of before) {
    if (!shown.has(sequenceNumber)) for (const part of row.whole) part.remove();
  }
  let next = rows.firstChild;
  for (const { whole } of shown.values()) {
    for (const part of whole) {
      if (part === next) next = next.nextSibling;
      else rows.insertBefore(part, next);
    }
  }
  return shown;
}

/**
 * @param {Place} place
 * @param {EventsPage} page
 * @param {boolean} isOpen
 * @param {ReadonlyMap<number, unknown>} shown
 */
function noteOf(place, { firstSequenceNumber: first, lastSequenceNumber: last }, isOpen, shown) {
  if (first === null || last === null) return 'No events here yet. They show up as they come.';
  const range = `This partition holds ${count(first)} to ${count(last)}.`;
  if (shown.size === 0) return `Nothing is here. ${range}`;
  if (place.at) return range;
  const newer = last - Math.max(...shown.keys());
  if (!isOpen || newer <= 0) return `${range} New events show up as they come.`;
  return `${range} ${count(newer)} newer: close the open event to see them come.`;
}
