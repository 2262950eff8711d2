/**
 * Where in a partition the page looks: from a sequence number on, right before one, or at the newest.
 * @typedef {{
 *   readonly hub: string,
 *   readonly partition: string,
 *   readonly at: { readonly way: 'from' | 'before', readonly sequenceNumber: number } | undefined,
 * }} Place
 */

const form = /^#\/([^/]+)\/(\d+)(?:\/(from|before)\/(\d{1,15}))?$/;

/**
 * @param {string} hash of the page's address
 * @returns {Place | undefined} nothing for the overview
 */
export function parsePlace(hash) {
  const [, hub, partition, way, sequenceNumber] = form.exec(hash) ?? [];
  if (hub === undefined || partition === undefined) return undefined;
  if (way !== 'from' && way !== 'before') return { hub, partition, at: undefined };
  return { hub, partition, at: { way, sequenceNumber: Number(sequenceNumber) } };
}

/**
 * @param {Place} place
 * @returns {string} the hash that leads there
 */
export function hashOf({ hub, partition, at }) {
  return `#/${hub}/${partition}${at ? `/${at.way}/${at.sequenceNumber}` : ''}`;
}

/** @param {Place} place */
export function eventsPath({ hub, partition }) {
  return `/api/hubs/${hub}/partitions/${partition}/events`;
}
