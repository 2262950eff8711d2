import { isUtf8 } from 'node:buffer';
import { valueAt } from '../wire/decode.ts';
import { type MessageSection, messageSections, sectionCode } from '../wire/messageSections.ts';
import { amqpText } from './amqpText.ts';

/** An event's body for people to read. */
export interface Body {
  /** The kind of its section; `none` for an event without one. */
  readonly kind: 'data' | 'value' | 'sequence' | 'none';
  /** `hex` for data that is not UTF-8, two digits per byte; AMQP values are described in text. */
  readonly form: 'text' | 'hex';
  readonly text: string;
  /** Of the whole body; for values and sequences as they are encoded. */
  readonly bytes: number;
  /** Whether `text` holds all of it. */
  readonly whole: boolean;
}

const sequence = 0x76;
const bodyCodes: ReadonlySet<number> = new Set([sectionCode.data, sequence, sectionCode.value]);

/** Reads the body among an event's sections, the first `maxBytes` of it. @throws MalformedMessageError */
export function describeBody(sections: Buffer, maxBytes: number): Body {
  const [first, ...others] = bodySections(sections);
  if (!first) return { kind: 'none', form: 'text', text: '', bytes: 0, whole: true };
  if (first.code === sectionCode.data) return describeData(bodyBytes(sections), maxBytes);
  const shown = [first, ...others].map((section) => amqpText(sections, contentStart(sections, section), maxBytes));
  const text = shown.map((each) => each.text).join('\n');
  const whole = shown.every((each) => each.whole);
  const bytes = bodyBytes(sections).length;
  return { kind: first.code === sequence ? 'sequence' : 'value', form: 'text', text, bytes, whole };
}

/** The body as it is: the bytes of data sections, one behind the other; of other bodies, the encoded sections. */
export function bodyBytes(sections: Buffer): Buffer {
  const parts = bodySections(sections).map(({ code, start, value }) =>
    code === sectionCode.data ? sections.subarray(value.content, value.end) : sections.subarray(start, value.end),
  );
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}

function bodySections(sections: Buffer): readonly MessageSection[] {
  return [...messageSections(sections)].filter(({ code }) => bodyCodes.has(code));
}

function contentStart(sections: Buffer, { start }: MessageSection): number {
  return valueAt(sections, start + 1).end;
}

function describeData(data: Buffer, maxBytes: number): Body {
  const whole = data.length <= maxBytes;
  if (!isUtf8(data)) {
    return { kind: 'data', form: 'hex', text: data.toString('hex', 0, maxBytes), bytes: data.length, whole };
  }
  const end = whole ? data.length : characterStart(data, maxBytes);
  return { kind: 'data', form: 'text', text: data.toString('utf8', 0, end), bytes: data.length, whole };
}

/** The start of the UTF-8 character that byte `at` belongs to. */
function characterStart(data: Buffer, at: number): number {
  let start = at;
  while (start > 0 && ((data[start] ?? 0) & 0xc0) === 0x80) start -= 1;
  return start;
}
