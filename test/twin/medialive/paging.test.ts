// Paging over lists that change between two calls.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { page } from '../../../twin/medialive/paging.ts';

const identity = (item: string): string => item;

function readAll(size: number, listAt: (call: number) => readonly string[]): readonly string[] {
  const read: string[] = [];
  let NextToken: string | undefined;
  for (let call = 0; call === 0 || NextToken !== undefined; call += 1) {
    const { items, nextToken } = page(listAt(call), identity, { MaxResults: size, NextToken }, 20);
    read.push(...items);
    NextToken = nextToken;
  }
  return read;
}

const list = fc.uniqueArray(fc.string(), { maxLength: 30 });

describe('a page', () => {
  it('leads to the whole list, in order, each item once', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 10 }), (items, size) => {
        expect(readAll(size, () => items)).toEqual(items.toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });

  it('loses nothing that was there all along, though others come and go', () => {
    fc.assert(
      fc.property(list, list, fc.integer({ min: 1, max: 5 }), (lasting, passing, size) => {
        const changing = passing.filter((item) => !lasting.includes(item));
        const read = readAll(size, (call) => (call % 2 === 0 ? [...lasting, ...changing] : lasting));
        expect(read.filter((item) => lasting.includes(item)).toSorted()).toEqual(lasting.toSorted());
        expect(new Set(read).size).toBe(read.length);
      }),
    );
  });

  it('has the default size when none is asked for', () => {
    const items = Array.from({ length: 25 }, (_, index) => String(index));
    expect(page(items, identity, {}, 20).items).toHaveLength(20);
  });
});
