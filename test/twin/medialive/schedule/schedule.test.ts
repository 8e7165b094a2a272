// The schedule as a whole: order, clean-up, all or nothing, and what the channel was last told.
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ScheduleAction } from '@aws-sdk/client-medialive';
import fc from 'fast-check';
import { ApiError } from '../../../../twin/rest-json/api-error.ts';
import { Schedule } from '../../../../twin/medialive/schedule/schedule.ts';
import { fixedAt, following, switchTo } from '../schedule-action.ts';
import { now } from './schedule-update.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

let schedule: Schedule;

beforeEach(() => {
  schedule = new Schedule();
});

function apply(
  request: { readonly deletes?: readonly string[]; readonly creates?: readonly ScheduleAction[] },
  at = now,
): void {
  const channel = { running: true, attachments: ['A', 'B'], inputPrepare: true };
  schedule.update({ deletes: [], creates: [], ...request }, channel, () => 10_000, at);
}

const names = (at = now): readonly string[] => schedule.entries(at).map(({ name }) => name);

describe('the schedule', () => {
  it('lists actions in order of start, with what follows each right behind it', () => {
    apply({
      creates: [
        switchTo('B', 'late', fixedAt(now + 2 * minuteMs)),
        switchTo('A', 'tip', following('tail')),
        switchTo('B', 'tail', following('soon')),
        switchTo('A', 'soon', fixedAt(now + minuteMs)),
        switchTo('B', 'at-once'),
      ],
    });
    expect(names()).toEqual(['at-once', 'soon', 'tail', 'tip', 'late']);
  });

  it('applies deletes before creates', () => {
    apply({ creates: [switchTo('A', 'x', fixedAt(now + minuteMs))] });
    apply({ deletes: ['x'], creates: [switchTo('B', 'x', fixedAt(now + minuteMs))] });
    expect(schedule.entries(now).map(({ attachment }) => attachment)).toEqual(['B']);
  });

  it('is unchanged by an update with any fault in it, whatever else it holds', () => {
    apply({ creates: [switchTo('A', 'kept', fixedAt(now + minuteMs))] });
    const faults: readonly ScheduleAction[] = [
      switchTo('C', 'unknown-attachment'),
      switchTo('B', 'kept'),
      switchTo('B', 'too-early', fixedAt(now + 1000)),
      switchTo('B', 'no-start', {}),
      switchTo('B', 'follows-nothing', following('absent')),
    ];
    fc.assert(
      fc.property(fc.nat(4), fc.nat(3), fc.boolean(), (fault, place, deleting) => {
        const good = [0, 1, 2].map((index) => switchTo('B', `good-${index}`));
        const bad = faults[fault];
        const creates = good.toSpliced(place, 0, ...(bad === undefined ? [] : [bad]));
        expect(() => {
          apply({ creates, deletes: deleting && fault !== 1 ? ['kept'] : [] });
        }).toThrow(ApiError);
        expect(names()).toEqual(['kept']);
      }),
    );
  });

  it('drops actions that started more than an hour ago, and the chain behind them', () => {
    apply({
      creates: [
        switchTo('A', 'head', fixedAt(now + minuteMs)),
        switchTo('B', 'tail', following('head')),
        switchTo('B', 'next', fixedAt(now + 2 * minuteMs)),
      ],
    });
    expect(names(now + minuteMs + hourMs)).toEqual(['head', 'tail', 'next']);
    expect(names(now + minuteMs + hourMs + 1)).toEqual(['next']);
    expect(names(now + 3 * hourMs)).toEqual([]);
  });

  it('lets a name be used again once its action is cleaned up', () => {
    apply({ creates: [switchTo('A', 'x')] });
    expect(() => {
      apply({ creates: [switchTo('B', 'x')] }, now + hourMs);
    }).toThrow(/failed validation/);
    apply({ creates: [switchTo('B', 'x')] }, now + hourMs + 10_001);
    expect(names(now + hourMs + 10_001)).toEqual(['x']);
  });
});

describe('the latest switch', () => {
  it('is the newest that is due, not one that is yet to come', () => {
    apply({ creates: [switchTo('B', 'first'), switchTo('A', 'second', fixedAt(now + minuteMs))] });
    expect(schedule.latest('input-switch', now + 9_999)).toBeUndefined();
    expect(schedule.latest('input-switch', now + 10_000)?.name).toBe('first');
    expect(schedule.latest('input-switch', now + minuteMs)?.name).toBe('second');
    expect(schedule.latest('input-prepare', now + minuteMs)).toBeUndefined();
  });

  it('is still known after it was cleaned up, until the channel starts anew', () => {
    apply({ creates: [switchTo('B', 'x')] });
    expect(schedule.latest('input-switch', now + 2 * hourMs)?.name).toBe('x');
    schedule.forget(now + 2 * hourMs);
    expect(schedule.latest('input-switch', now + 2 * hourMs)).toBeUndefined();
  });

  it('is gone when the schedule is wiped', () => {
    apply({ creates: [switchTo('B', 'x')] });
    expect(schedule.wipe(now + minuteMs).map(({ name }) => name)).toEqual(['x']);
    expect(schedule.latest('input-switch', now + minuteMs)).toBeUndefined();
    expect(names()).toEqual([]);
  });
});
