import { element, table } from './element.mjs';
import { size } from './format.mjs';
import { hexDump } from './hexDump.mjs';
import { prettyJson } from './prettyJson.mjs';
import { strangersText } from './strangersText.mjs';

/** @import { EventDescription } from '../describeEvent.ts' */
/** @import { Body } from '../describeBody.ts' */
/** @import { Properties } from '../describePairs.ts' */

/**
 * All about one event.
 * @param {EventDescription} event
 * @param {string} path where its body is to be had
 * @returns {HTMLElement}
 */
export function eventDetail({ properties, applicationProperties, messageAnnotations, body, problem }, path) {
  return element('div', {}, [
    ...(problem === undefined ? [] : [problemLine(problem)]),
    ...propertiesTable('Application properties', applicationProperties),
    ...propertiesTable('Properties', properties),
    ...propertiesTable('Message annotations', messageAnnotations),
    ...(body ? bodyParts(body, path) : []),
  ]);
}

/** @param {string} problem */
function problemLine(problem) {
  return element('p', { class: 'bad' }, ['This event is not readable: ', ...strangersText(problem)]);
}

/**
 * @param {string} name
 * @param {Properties} properties
 */
function propertiesTable(name, { entries, leftOut }) {
  if (entries.length === 0) return [];
  const { whole, rows } = table(name, [['Name'], ['Type'], ['Value']]);
  const lines = entries.map((entry) =>
    element('tr', {}, [
      element('th', { scope: 'row' }, strangersText(entry.name)),
      element('td', { class: 'quiet' }, [entry.type]),
      element('td', { class: 'value' }, [...strangersText(entry.value), ...(entry.cut ? [' …'] : [])]),
    ]),
  );
  rows.append(...lines);
  const rest = leftOut > 0 ? [element('p', { class: 'quiet' }, [`And ${leftOut} more.`])] : [];
  return [element('h3', {}, [name]), whole, ...rest];
}

/**
 * @param {Body} body
 * @param {string} path
 */
function bodyParts(body, path) {
  const heading = element('h3', {}, ['Body']);
  if (body.kind === 'none') return [heading, element('p', { class: 'quiet' }, ['This event has none.'])];
  const pretty = body.kind === 'data' && body.form === 'text' && body.whole ? prettyJson(body.text) : undefined;
  const text = body.form === 'hex' ? hexDump(body.text) : (pretty ?? body.text);
  const cut = body.whole ? '' : `, only the beginning is shown`;
  const facts = `${nameOf(body, pretty !== undefined)}, ${size(body.bytes)}${cut}. `;
  const download = element('a', { href: `${path}/body`, download: '' }, ['Download']);
  return [
    heading,
    element('p', { class: 'quiet' }, [facts, download]),
    element('pre', { tabindex: '0', role: 'region', 'aria-label': 'Body' }, strangersText(text, '\n\t')),
  ];
}

/**
 * @param {Body} body
 * @param {boolean} isJson
 */
function nameOf({ kind, form }, isJson) {
  if (kind === 'value') return 'AMQP value';
  if (kind === 'sequence') return 'AMQP sequence';
  if (form === 'hex') return 'Bytes';
  return isJson ? 'JSON' : 'Text';
}
