import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ScheduleSwitch } from '../../../core/model/effect.ts';
import { scheduleSwitch } from '../../../control/effects/schedule-switch.ts';
import { channelArn } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
});

const effect = (changes: Partial<ScheduleSwitch> = {}): ScheduleSwitch => ({
  type: 'schedule-switch',
  id: 'event#0',
  actionName: 'failover-1-B',
  attachment: 'site-B',
  start: { type: 'fixed', leadMs: 15_500 },
  expiresAt: w.clock.now() + 300_000,
  ...changes,
});
const run = (changes: Partial<ScheduleSwitch> = {}, withinMs = 10_000) =>
  scheduleSwitch(w, channelArn, effect(changes), w.clock.now() + withinMs);
const throttled = { type: 'unavailable', message: 'TooManyRequestsException', throttled: true } as const;
const failing = { type: 'unavailable', message: 'InternalServerErrorException' } as const;
const tooEarly = { type: 'rejected', message: 'Time must be at least 15 seconds in the future.' } as const;
const invalid = { type: 'rejected', message: 'No such attachment.' } as const;

describe('scheduling a switch', () => {
  it.each([
    ['fixed', { type: 'fixed', leadMs: 15_500 }, 15_500],
    ['immediate', { type: 'immediate' }, 10_000],
  ] as const)('says when a %s start will be', async (_kind, start, leadMs) => {
    const startAt = w.clock.now() + leadMs;
    expect(await run({ start })).toMatchObject({ effectId: 'event#0', result: 'scheduled', startAt });
  });

  it('keeps to a planned instant', async () => {
    const at = w.clock.now() + 3_600_000;
    expect(await run({ start: { type: 'at', at } })).toMatchObject({ result: 'scheduled', startAt: at });
  });

  it('waits out throttling within its time, with a start counted from the last try', async () => {
    w.mediaLive.nextAnswers.push(throttled, throttled, throttled);
    const result = await run();
    expect(result).toMatchObject({ result: 'scheduled', startAt: w.clock.now() + 15_500 });
    expect(w.clock.sleeps).toEqual([50, 100, 200]);
  });

  it('does not stand in line for long where MediaLive throttles, as others need the worker', async () => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 50 }, () => throttled));
    const startedAt = w.clock.now();
    expect(await run({}, 10_000)).toMatchObject({ result: 'postponed' });
    expect(w.clock.now() - startedAt).toBeLessThanOrEqual(2_000);
  });

  it('keeps at it where MediaLive fails', async () => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 8 }, () => failing));
    const startedAt = w.clock.now();
    expect(await run({}, 10_000)).toMatchObject({ result: 'scheduled' });
    expect(w.clock.now() - startedAt).toBeGreaterThan(600);
  });

  it('is postponed when its time is up', async () => {
    w.mediaLive.nextAnswers.push(...Array.from({ length: 50 }, () => throttled));
    expect(await run({}, 2000)).toEqual({
      effectId: 'event#0',
      result: 'postponed',
      message: 'TooManyRequestsException',
      throttled: true,
    });
  });

  it('is given up once it has expired, without a call', async () => {
    expect(await run({ expiresAt: w.clock.now() })).toEqual({ effectId: 'event#0', result: 'expired' });
    expect(w.mediaLive.calls).toEqual([]);
  });

  it('recognises its own work after a lost answer', async () => {
    w.mediaLive.nextAnswers.push('lost');
    const startAt = w.clock.now() + 15_500;
    expect(await run()).toMatchObject({ result: 'scheduled', startAt });
    expect(w.mediaLive.schedule.size).toBe(1);
  });

  it("recognises an earlier try's immediate switch, of which the schedule gives no time", async () => {
    await run({ start: { type: 'immediate' } });
    const again = await run({ start: { type: 'immediate' } });
    expect(again).toMatchObject({ result: 'scheduled', startAt: w.clock.now() + 10_000 });
  });

  it('is refused when its name is taken by a switch to something else', async () => {
    await run({ attachment: 'site-C' });
    expect(await run()).toEqual({
      effectId: 'event#0',
      result: 'refused',
      message: 'The schedule has another action named failover-1-B, to "site-C" instead of "site-B".',
    });
  });

  it('tries a fixed start again that was too early', async () => {
    w.mediaLive.nextAnswers.push(tooEarly, tooEarly);
    expect(await run()).toMatchObject({ result: 'scheduled' });
  });

  it('does not try for ever', async () => {
    w.mediaLive.nextAnswers.push(tooEarly, tooEarly, tooEarly);
    expect(await run()).toMatchObject({ result: 'refused', message: tooEarly.message });
    expect(w.mediaLive.calls.filter((call) => call.startsWith('DescribeSchedule'))).toHaveLength(1);
  });

  it('does not move a planned instant that is too early', async () => {
    w.mediaLive.nextAnswers.push(tooEarly);
    expect(await run({ start: { type: 'at', at: w.clock.now() + 14_000 } })).toMatchObject({
      result: 'refused',
    });
  });

  it('is refused at once when MediaLive would refuse it again', async () => {
    w.mediaLive.nextAnswers.push(invalid);
    expect(await run()).toMatchObject({ result: 'refused', message: invalid.message });
    expect(w.mediaLive.calls.filter((call) => call.startsWith('BatchUpdate'))).toHaveLength(1);
  });
});
