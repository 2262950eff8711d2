import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { terminalColumns } from '../../../local/view/viewOptions.ts';

const pipe = new Writable();
const terminal = (columns: number): Writable => Object.assign(new Writable(), { columns });

describe('terminalColumns', () => {
  it.each([
    ['the width of a terminal', terminal(97), { COLUMNS: '50' }, 97],
    ['COLUMNS where a terminal tells none', terminal(0), { COLUMNS: '50' }, 50],
    ['COLUMNS for a pipe', pipe, { COLUMNS: '50' }, 50],
    ['120 for a pipe without COLUMNS', pipe, {}, 120],
    ['120 for a pipe with a COLUMNS that is no width', pipe, { COLUMNS: '-3' }, 120],
  ])('is %s', (_, output, environment, columns) => {
    expect(terminalColumns(output, environment)).toBe(columns);
  });
});
