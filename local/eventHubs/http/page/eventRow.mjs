import { ask } from './ask.mjs';
import { element } from './element.mjs';
import { eventDetail } from './eventDetail.mjs';
import { size, time } from './format.mjs';
import { eventsPath } from './place.mjs';
import { strangersText } from './strangersText.mjs';

/** @import { Place } from './place.mjs' */
/** @import { EventDescription } from '../describeEvent.ts' */

const columnCount = 6;
const previewLength = 200;

/**
 * One event: a row, and below it all about the event once it is opened.
 * @param {Place} place
 * @param {EventDescription} event
 */
export function eventRow(place, event) {
  const { sequenceNumber } = event;
  const id = `event-${sequenceNumber}`;
  const attributes = { type: 'button', 'aria-expanded': 'false', 'aria-controls': id };
  const button = element('button', attributes, [String(sequenceNumber)]);
  const cell = element('td', { colspan: String(columnCount), id });
  const detail = element('tr', { class: 'detail', hidden: '' }, [cell]);
  const path = `${eventsPath(place)}/${sequenceNumber}`;
  button.addEventListener('click', async () => {
    detail.hidden = !detail.hidden;
    button.setAttribute('aria-expanded', String(!detail.hidden));
    if (!detail.hidden) cell.replaceChildren(await detailOrReason(path));
  });
  const row = element('tr', {}, [
    element('th', { scope: 'row' }, [button]),
    element('td', { class: 'number' }, [event.offset]),
    element('td', {}, [element('time', { datetime: event.enqueuedTime }, [time(event.enqueuedTime)])]),
    element('td', { class: 'key' }, event.partitionKey === null ? ['–'] : strangersText(event.partitionKey)),
    element('td', { class: 'number' }, [size(event.bytes)]),
    element('td', { class: 'preview' }, preview(event)),
  ]);
  return { whole: [row, detail], isOpen: () => !detail.hidden };
}

/** @param {string} path */
async function detailOrReason(path) {
  try {
    /** @type {EventDescription} */
    const event = await ask(path);
    return eventDetail(event, path);
  } catch (error) {
    return element('p', { class: 'bad', role: 'alert' }, [error instanceof Error ? error.message : String(error)]);
  }
}

/** @param {EventDescription} event */
function preview({ body, problem }) {
  if (!body) return [element('span', { class: 'bad' }, ['Not readable: ', ...strangersText(problem ?? '')])];
  if (body.kind === 'none') return [element('span', { class: 'quiet' }, ['no body'])];
  const text = body.form === 'hex' ? body.text.replace(/../g, '$& ') : body.text.trimStart();
  return strangersText(text.slice(0, previewLength).replace(/\s+/g, ' '));
}
