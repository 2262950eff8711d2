import { deadLetter, type PoisonEvent, type PoisonSource } from './poisonEvent.ts';

/** Bodies without text, or that are no text. */
export function unreadable({ nextId }: PoisonSource): readonly PoisonEvent[] {
  const tweet = [...Buffer.from(`{"id":"${nextId()}","text":"wie schön`)];
  return [
    deadLetter('empty', ''),
    deadLetter('empty', ' \t\r\n '),
    // No-break space, ideographic space, byte order mark.
    deadLetter('empty', '\u00a0\u3000'),
    deadLetter('empty', '\ufeff'),
    deadLetter('empty', '""'),
    deadLetter('empty', '"  \\n"'),
    deadLetter('not-utf8', [0xff]),
    // "/" in two bytes, half of a surrogate pair, beyond U+10FFFF: all well-formed by older rules.
    deadLetter('not-utf8', [0xc0, 0xaf]),
    deadLetter('not-utf8', [0xed, 0xa0, 0x80]),
    deadLetter('not-utf8', [0xf4, 0x90, 0x80, 0x80]),
    // Other encodings: UTF-16 with its mark, Latin-1.
    deadLetter('not-utf8', [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
    deadLetter('not-utf8', [0x63, 0x61, 0x66, 0xe9]),
    // A tweet that ends inside a character, and one with a stray byte.
    deadLetter('not-utf8', [...tweet.slice(0, -1), 0xe2, 0x82]),
    deadLetter('not-utf8', [...tweet, 0x80, 0x22, 0x7d]),
    // Compressed, as some producers do.
    deadLetter('not-utf8', [0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00]),
  ];
}
