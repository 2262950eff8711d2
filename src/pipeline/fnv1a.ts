/**
 * The 32-bit FNV-1a hash of an ASCII text, as an unsigned number. Spreads ids evenly; their low bits do not, being a
 * counter that is mostly 0. https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
