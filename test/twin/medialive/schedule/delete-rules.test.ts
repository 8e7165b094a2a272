// What a running channel does not let go of, each rule by itself.
import { describe, expect, it } from '@jest/globals';
import {
  deleteKnown,
  deleteLead,
  deleteLatestSwitch,
  deleteLatestPrepare,
} from '../../../../twin/medialive/schedule/rules/deletes.ts';
import { entry, now, update } from './schedule-update.ts';

const idle = { running: false, attachments: ['A', 'B'], inputPrepare: true };

describe('deleting', () => {
  it('an action that is not in the schedule is refused', () => {
    expect(deleteKnown(update({ deletes: ['absent'] }))).toEqual([
      {
        ElementPath: '/deletes/actionNames/0',
        ErrorMessage: "There is no action 'absent' in the schedule.",
      },
    ]);
    expect(deleteKnown(update({ current: [entry('there', now)], deletes: ['there'] }))).toEqual([]);
  });

  it.each([
    ['past', -1, 0],
    ['starting now', 0, 0],
    ['1 ms ahead', 1, 1],
    ['14.999 s ahead', 14_999, 1],
    ['15 s ahead', 15_000, 0],
  ])('an action that starts in less than 15 seconds is refused: %s', (_, aheadMs, refused) => {
    const request = update({ current: [entry('x', now + aheadMs)], deletes: ['x'] });
    expect(deleteLead(request)).toHaveLength(refused);
  });

  it('an action that follows another has no time of its own to be too late for', () => {
    const current = [entry('head', now + 1000), entry('tail', { follows: 'head' })];
    expect(deleteLead(update({ current, deletes: ['tail'] }))).toEqual([]);
  });
});

describe('the most recent input switch of a running channel', () => {
  const current = [
    entry('older', now - 60_000),
    entry('latest', now - 1000),
    entry('tail', { follows: 'latest' }),
    entry('tip', { follows: 'tail' }),
    entry('future', now + 60_000),
  ];

  it('cannot be deleted, nor what follows it', () => {
    const deletes = ['older', 'latest', 'tail', 'tip', 'future'];
    const refused = deleteLatestSwitch(update({ current, deletes })).map(({ ElementPath }) => ElementPath);
    expect(refused).toEqual(['/deletes/actionNames/1', '/deletes/actionNames/2', '/deletes/actionNames/3']);
  });

  it('of two at one instant is the one created later', () => {
    const twins = [entry('first', now), entry('second', now)];
    const refused = deleteLatestSwitch(update({ current: twins, deletes: ['first', 'second'] }));
    expect(refused.map(({ ElementPath }) => ElementPath)).toEqual(['/deletes/actionNames/1']);
  });

  it('can be deleted when the channel is idle or recovering', () => {
    expect(deleteLatestSwitch(update({ channel: idle, current, deletes: ['latest'] }))).toEqual([]);
  });
});

describe('the most recent input prepare of a running channel', () => {
  const current = [entry('older', now - 60_000, 'input-prepare'), entry('latest', now, 'input-prepare')];

  it('cannot be deleted', () => {
    const refused = deleteLatestPrepare(update({ current, deletes: ['older', 'latest'] }));
    expect(refused.map(({ ElementPath }) => ElementPath)).toEqual(['/deletes/actionNames/1']);
  });

  it('can be deleted when the channel is idle', () => {
    expect(deleteLatestPrepare(update({ channel: idle, current, deletes: ['latest'] }))).toEqual([]);
  });
});
