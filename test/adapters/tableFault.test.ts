import { describe, expect, it } from '@jest/globals';
import { tableFault } from '../../src/adapters/tableFault.ts';

/** As the SDK gives the failure of a transaction. */
const ofTransaction = (statusCode: number, code: string, message: string) =>
  Object.assign(new Error(message), { statusCode, code });
/** As the SDK gives the failure of a single write. */
const ofSingle = (statusCode: number, code?: string) =>
  Object.assign(new Error('{"odata.error":…}'), { statusCode, details: code ? { odataError: { code } } : {} });

describe('what a failed write means', () => {
  it.each([
    [
      'entity',
      ofTransaction(400, 'PropertyValueTooLarge', '7:The property value exceeds …'),
      'PropertyValueTooLarge',
      7,
    ],
    ['entity', ofTransaction(400, 'EntityTooLarge', '99:The entity is larger …'), 'EntityTooLarge', 99],
    ['entity', ofSingle(400, 'PropertyValueTooLarge'), 'PropertyValueTooLarge', undefined],
    ['entity', ofSingle(400, 'PropertiesNeedValue'), 'PropertiesNeedValue', undefined],
    ['entity', new Error('Unknown EDM type object'), 'Error', undefined],
    ['entity', new URIError('URI malformed'), 'URIError', undefined],
    [
      'plan',
      ofTransaction(413, 'RequestBodyTooLarge', 'The request body is too large …'),
      'RequestBodyTooLarge',
      undefined,
    ],
    ['plan', ofTransaction(400, 'InvalidDuplicateRow', '2:A command with RowKey …'), 'InvalidDuplicateRow', 2],
    ['plan', ofSingle(413, 'ContentLengthExceeded'), 'ContentLengthExceeded', undefined],
    ['plan', ofSingle(413), '413', undefined],
    ['set-up', ofTransaction(404, 'TableNotFound', '0:The table specified does not exist.'), 'TableNotFound', 0],
    ['set-up', ofSingle(404, 'TableNotFound'), 'TableNotFound', undefined],
    ['set-up', ofSingle(403), '403', undefined],
    ['set-up', ofSingle(409, 'TableBeingDeleted'), 'TableBeingDeleted', undefined],
    ['set-up', ofSingle(400, 'InvalidHeaderValue'), 'InvalidHeaderValue', undefined],
    ['unavailable', ofTransaction(503, 'ServerBusy', '0:The server is busy.'), 'ServerBusy', 0],
    ['unavailable', ofSingle(500, 'OperationTimedOut'), 'OperationTimedOut', undefined],
    // What has no code of storage is the word of something on the way to it.
    ['unavailable', ofSingle(400), '400', undefined],
    ['unavailable', ofTransaction(400, 'PARSE_ERROR', 'Error "SyntaxError …'), 'PARSE_ERROR', undefined],
    ['unavailable', ofTransaction(400, 'NeverHeardOf', '0:New …'), 'NeverHeardOf', 0],
    ['unavailable', ofTransaction(400, 'constructor', 'Transaction Failed'), 'constructor', undefined],
    ['unavailable', ofSingle(429), '429', undefined],
    ['unavailable', ofSingle(408), '408', undefined],
    [
      'unavailable',
      Object.assign(new Error('parse'), { code: 'PARSE_ERROR', statusCode: 202 }),
      'PARSE_ERROR',
      undefined,
    ],
    ['unavailable', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), 'ECONNRESET', undefined],
    ['unavailable', new DOMException('The operation was aborted.', 'AbortError'), 'AbortError', undefined],
    ['unavailable', new TypeError('a fault of ours'), 'TypeError', undefined],
    ['unavailable', 'no error at all', 'unknown', undefined],
  ])('is "%s" for %p', (meaning, error, reason, index) => {
    expect(tableFault(error)).toMatchObject({ meaning, reason, index });
  });

  it('tells the word of storage from that of somebody between', () => {
    expect(tableFault(ofSingle(413, 'RequestBodyTooLarge')).isFromStorage).toBe(true);
    expect(tableFault(ofSingle(413)).isFromStorage).toBe(false);
  });
});
