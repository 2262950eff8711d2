import { describe, expect, it } from '@jest/globals';
import fastCheck from 'fast-check';
import { itemsOf, valueAt } from '../../../../local/eventHubs/wire/decode.ts';
import { mostTransferHeadBytes, writeTransferHead } from '../../../../local/eventHubs/wire/transferFrame.ts';

const uint = fastCheck.oneof(fastCheck.constantFrom(0, 1, 255, 256, 2 ** 32 - 1), fastCheck.nat({ max: 2 ** 32 - 1 }));
const uintOf = (field: Buffer): number =>
  field[0] === 0x43 ? 0 : field[0] === 0x52 ? field.readUInt8(1) : field.readUInt32BE(1);

describe('the head of a transfer frame', () => {
  it('says its size, channel, handle, delivery id and whether more comes, whatever they are (AMQP 1.0 part 2, 2.7.5)', () => {
    fastCheck.assert(
      fastCheck.property(
        fastCheck.nat({ max: 0xffff }),
        uint,
        uint,
        fastCheck.boolean(),
        fastCheck.nat({ max: 0xffff }),
        (channel, handle, deliveryId, more, payloadBytes) => {
          const frame = Buffer.alloc(100, 0xee);
          const end = writeTransferHead(frame, 7, { channel, handle }, deliveryId, more, payloadBytes);
          expect(end - 7).toBeLessThanOrEqual(mostTransferHeadBytes);
          expect(frame.readUInt32BE(7)).toBe(end - 7 + payloadBytes);
          expect(frame.subarray(11, 13)).toEqual(Buffer.of(2, 0));
          expect(frame.readUInt16BE(13)).toBe(channel);
          const list = valueAt(frame, 15);
          expect(list.end).toBe(end);
          const fields = [...itemsOf(frame, list)].map(({ start, value }) => frame.subarray(start, value.end));
          expect(fields).toHaveLength(11);
          expect(fields.slice(0, 2).map(uintOf)).toEqual([handle, deliveryId]);
          const rest = `a000 43 41 ${more ? '41' : '42'} 40 40 40 40 41`.replaceAll(' ', '');
          expect(Buffer.concat(fields.slice(2)).toString('hex')).toBe(rest);
        },
      ),
    );
  });

  it('begins delivery ids again after 32 bits, as serial numbers do (RFC 1982)', () => {
    const frame = Buffer.alloc(100);
    writeTransferHead(frame, 0, { channel: 0, handle: 0 }, 2 ** 32 + 300, false, 0);
    const [, id] = [...itemsOf(frame, valueAt(frame, 8))];
    expect(id && uintOf(frame.subarray(id.start, id.value.end))).toBe(300);
  });
});
