import { describe, expect, it } from '@jest/globals';
import { changesBetween } from '../../../control/configure/changes.ts';

describe('changes between two documents', () => {
  it('are named by the path of each value that is not what it was', () => {
    const before = { a: { b: 1, c: 'x' }, list: ['A', 'B'], gone: true };
    const after = { a: { b: 2, c: 'x' }, list: ['B', 'A'], fresh: null, more: { d: 'y' } };
    expect(changesBetween(before, after)).toEqual([
      { what: 'a.b', from: '1', to: '2' },
      { what: 'gone', from: 'true', to: null },
      { what: 'list', from: '["A","B"]', to: '["B","A"]' },
      { what: 'more.d', from: null, to: 'y' },
    ]);
  });

  it('are none between equals', () => {
    expect(changesBetween({ a: [1] }, { a: [1] })).toEqual([]);
  });

  it('are everything where there was nothing', () => {
    expect(changesBetween(undefined, { a: 1 })).toEqual([{ what: 'a', from: null, to: '1' }]);
  });
});
