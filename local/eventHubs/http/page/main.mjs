import { ask, Refused } from './ask.mjs';
import { setText } from './element.mjs';
import { eventsView } from './eventsView.mjs';
import { keepFresh } from './keepFresh.mjs';
import { overviewView } from './overviewView.mjs';
import { parsePlace } from './place.mjs';

/** @import { Overview } from '../overview.ts' */

let wanted = viewHere();
let lastAnswer = new Date();

/** What the hash of the address asks for. */
function viewHere() {
  const place = parsePlace(location.hash);
  return place ? eventsView(place) : overviewView();
}

/** Fills the view before it is shown, so that nothing flickers. */
async function show() {
  const view = viewHere();
  wanted = view;
  await refresh();
  if (wanted !== view) return;
  byId('view').replaceChildren(view.element);
  document.title = view.title;
}

async function refresh() {
  try {
    await wanted.refresh();
    await ask('/health');
    await fillConnection();
    lastAnswer = new Date();
    tell('Healthy', 'good');
  } catch (error) {
    if (error instanceof Refused) tell(error.message, 'bad');
    else tell(`No answer from the emulator since ${lastAnswer.toLocaleTimeString()}. Trying again.`, 'bad');
  }
}

async function fillConnection() {
  const place = byId('connection');
  if (place.textContent !== '') return;
  /** @type {Overview} */
  const { connectionString } = await ask('/api/overview');
  setText(place, connectionString);
}

/**
 * @param {string} text
 * @param {'good' | 'bad'} mood
 */
function tell(text, mood) {
  const state = byId('state');
  setText(state, text);
  state.className = mood;
}

/** @param {string} id */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found;
}

addEventListener('hashchange', async () => {
  await show();
  byId('view').focus();
});
await show();
keepFresh(refresh);
