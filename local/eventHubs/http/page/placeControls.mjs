import { element } from './element.mjs';
import { hashOf } from './place.mjs';

/** @import { Place } from './place.mjs' */
/** @import { EventsPage } from '../eventsAnswer.ts' */

/**
 * The ways to other events of the same partition.
 * @param {Place} place
 */
export function placeControls(place) {
  const newest = element('a', { href: hashOf({ ...place, at: undefined }) }, ['Newest']);
  const [newer, older, oldest] = ['Newer', 'Older', 'Oldest'].map((name) => element('a', {}, [name]));
  const input = element('input', { id: 'sequence-number', inputmode: 'numeric', pattern: '[0-9]{1,15}', required: '' });
  const label = element('label', { for: 'sequence-number' }, ['From sequence number']);
  const form = element('form', {}, [label, input, element('button', {}, ['Go'])]);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    location.hash = hashOf({ ...place, at: { way: 'from', sequenceNumber: Number(input.value) } });
  });
  if (!place.at) newest.setAttribute('aria-current', 'page');
  return {
    whole: element('nav', { 'aria-label': 'Events of this partition' }, [
      element('a', { href: '#/' }, ['All hubs']),
      newest,
      ...[newer, older, oldest].filter((link) => link !== undefined),
      form,
    ]),
    /**
     * @param {EventsPage} page
     * @param {readonly number[]} shown sequence numbers
     */
    update({ firstSequenceNumber: first, lastSequenceNumber: last }, shown) {
      const highest = Math.max(...shown);
      const lowest = Math.min(...shown);
      lead(newer, last !== null && highest < last ? { way: 'from', sequenceNumber: highest + 1 } : undefined);
      lead(older, first !== null && lowest > first ? { way: 'before', sequenceNumber: lowest } : undefined);
      lead(oldest, first !== null && lowest > first ? { way: 'from', sequenceNumber: first } : undefined);
    },
  };

  /**
   * A link that leads nowhere has no address and cannot be focused.
   * @param {HTMLAnchorElement | undefined} link
   * @param {Place['at']} at
   */
  function lead(link, at) {
    if (at) link?.setAttribute('href', hashOf({ ...place, at }));
    else link?.removeAttribute('href');
  }
}
