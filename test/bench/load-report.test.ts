import { describe, expect, it } from '@jest/globals';
import { CallTally } from '../../rehearsal/load/call-tally.ts';
import { boundMs, ratioOf, strictRatioOf, type Loss } from '../../rehearsal/load/loss.ts';
import { claimsOf, modelClaimsOf } from '../../bench/load/report.ts';

const loss: Loss = {
  channels: 100,
  deployments: 1,
  lastAcceptedMs: 6000,
  failoverCalls: 100,
  otherCalls: 20,
  refused: 300,
  callsPerChannelMax: 2,
  conflicts: 7,
  notOnce: 0,
  notSettled: 0,
  redeliveries: 0,
  deadLetters: 0,
};

describe('the bound of the throttle', () => {
  it('is the alert and the window while no call is throttled, and a second for 20 calls more', () => {
    expect(boundMs(1)).toBe(2000);
    expect(boundMs(40)).toBe(2000);
    expect(boundMs(60)).toBe(3000);
  });

  it('is taken from all calls, and from those on the way to a switch alone', () => {
    expect(ratioOf(loss)).toBe(1);
    expect(strictRatioOf(loss)).toBe(1.2);
  });
});

describe('the calls to MediaLive', () => {
  it('are counted by what they were for, up to a moment', () => {
    const tally = new CallTally();
    const call = { at: 1, isOnTheWay: () => true, channel: 'one', admitted: true };
    for (const noted of [
      call,
      call,
      { ...call, channel: 'two' },
      { ...call, isOnTheWay: () => false },
      { ...call, admitted: false },
      { ...call, at: 3 },
    ]) {
      tally.note(noted);
    }
    expect(tally.until(2)).toEqual({ failoverCalls: 3, otherCalls: 1, refused: 1, callsPerChannelMax: 2 });
  });
});

describe('the claims', () => {
  const unmet = (losses: readonly Loss[]) =>
    claimsOf(losses)
      .filter(({ measured, bound }) => measured > bound)
      .map(({ what }) => what);

  it('hold for a curve within its bounds', () => {
    expect(unmet([loss])).toEqual([]);
  });

  it('say nothing of the throttle where it was not felt', () => {
    expect(unmet([{ ...loss, failoverCalls: 20, otherCalls: 20, lastAcceptedMs: 60_000 }])).toEqual([]);
  });

  it('name what is lost in any run, and what is late at the most channels', () => {
    expect(unmet([{ ...loss, notOnce: 1, lastAcceptedMs: 60_000 }, loss])).toEqual([
      'channels not switched exactly once',
    ]);
    expect(unmet([loss, { ...loss, lastAcceptedMs: 60_000 }])).toEqual([
      '100 channels over 1: time to the last switch / bound',
    ]);
  });

  it('leave a thousand channels in the model a twentieth over the bound, and fewer three', () => {
    const late = { ...loss, lastAcceptedMs: 6600 };
    const over = (channels: number) =>
      modelClaimsOf([{ ...late, channels }]).filter(({ measured, bound }) => measured > bound);
    expect(over(999)).toEqual([]);
    expect(over(1000)).toHaveLength(1);
  });
});
