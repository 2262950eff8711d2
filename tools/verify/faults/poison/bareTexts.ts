import { deadLetter, type PoisonEvent, textRow } from './poisonEvent.ts';

/** In characters, whatever number of bytes or UTF-16 units each takes. */
const longestText = 25_000;

/** Everything that does not begin like JSON is a text, up to a length. */
export function bareTexts(): readonly PoisonEvent[] {
  return [
    ...['Azure is the greatest!', '"Azure is okay."', '"an open quote', '42', '-0', 'null', 'true', 'x'].map(textRow),
    ...['}', ']', ',', '\\', '<?xml version="1.0"?><tweet/>', 'id,text\n1,x', "'; drop table tweets; --"].map(textRow),
    ...['nul \0 nul', '\u001b[2J', '"\\ud800"', '"\\u0000"', '\u202eright to left', '😀'].map(textRow),
    textRow('x'.repeat(longestText)),
    textRow('😀'.repeat(longestText)),
    textRow(JSON.stringify('流'.repeat(longestText))),
    deadLetter('too-large', 'x'.repeat(longestText + 1)),
    deadLetter('too-large', '😀'.repeat(longestText + 1)),
    deadLetter('too-large', JSON.stringify('x'.repeat(longestText + 1))),
  ];
}
