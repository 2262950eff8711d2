import type { EventSections } from '../../../../local/eventHubs/wire/eventSections.ts';

/** An event with nothing but a body, of which the section's 5 bytes are part. */
export function anEvent(body: string | Buffer): EventSections {
  const content = Buffer.from(body);
  const head = Buffer.from('005375b000000000', 'hex');
  head.writeUInt32BE(content.length, 4);
  return {
    header: Buffer.alloc(0),
    annotations: Buffer.alloc(0),
    annotationItems: 0,
    rest: Buffer.concat([head, content]),
  };
}
