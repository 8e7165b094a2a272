// When what has been put off is tried again: at a pace that a service which is down does not notice, and without a storm.
import { describe, expect, it } from '@jest/globals';
import { isLongLine, ordersInLine } from '../../core/resumption.ts';
import type { Channel } from './support/channel.ts';
import { alert, noon, outcome, timer } from './support/happenings.ts';
import { holdFor } from './support/orders.ts';
import { timerOf } from './support/readings.ts';
import { lose, lostA, onAirA } from './support/stories.ts';

const owedOf = (channel: Channel, type: string) =>
  Object.values(channel.state.outbox).find((effect) => effect.type === type)?.id ?? '';

/** What is owed of this type has been put off once more. */
function postpone(channel: Channel, atMs: number, type: string, throttled = false) {
  const refused = { effectId: owedOf(channel, type), result: 'postponed', message: 'down' } as const;
  return channel.at(atMs, outcome({ ...refused, ...(throttled && { throttled }) }));
}

/** The timers that a step arms. */
const armed = ({ effects }: ReturnType<typeof postpone>) =>
  effects.flatMap((effect) => (effect.type === 'start-timer' ? [effect.timerId] : []));

/** The message of the timer comes at its time, and what is owed fails once more. */
function resumeInVain(channel: Channel, type: string, throttled = false): number {
  const dueAt = timerOf(channel, 'resume') ?? NaN;
  channel.at(dueAt, timer('resume', dueAt));
  postpone(channel, dueAt, type, throttled);
  return dueAt;
}

describe('what a service that is down puts off', () => {
  it('is tried again after 5 s, and then every 30 s', () => {
    const channel = lostA();
    postpone(channel, 4_000, 'notify');
    const times = Array.from({ length: 4 }, () => resumeInVain(channel, 'notify'));
    expect(times).toEqual([9_000, 39_000, 69_000, 99_000]);
  });

  it('has one timer on its way, however many things fail', () => {
    const channel = lostA();
    expect(armed(postpone(channel, 4_100, 'notify'))).toEqual(['resume']);
    expect(armed(postpone(channel, 4_200, 'publish'))).toEqual([]);
    expect(armed(postpone(channel, 4_300, 'start-timer'))).toEqual([]);
    expect(timerOf(channel, 'resume')).toBe(9_100);
  });

  it('begins anew with 5 s when everything has been carried out meanwhile', () => {
    const channel = lostA();
    postpone(channel, 4_000, 'notify');
    resumeInVain(channel, 'notify');
    channel.schedule(10_000, 25_600);
    const done = Object.keys(channel.state.outbox).map((effectId) => ({ effectId, result: 'done' }) as const);
    channel.at(10_100, outcome(...done));
    const rest = Object.keys(channel.state.outbox).map((effectId) => ({ effectId, result: 'done' }) as const);
    channel.at(10_200, outcome(...rest));
    expect(channel.state.outbox).toEqual({});
    channel.at(40_000, alert('set', '0', 40_000, 'another'));
    postpone(channel, 40_100, 'start-timer');
    expect(timerOf(channel, 'resume')).toBe(45_100);
  });
});

describe('an order that MediaLive throttles', () => {
  it('keeps its place in the line of channels: it comes back every 1.1 s', () => {
    const channel = lostA();
    postpone(channel, 4_500, 'schedule-switch', true);
    const times = Array.from({ length: 3 }, () => resumeInVain(channel, 'schedule-switch', true));
    expect(times).toEqual([5_600, 6_700, 7_800]);
  });

  it('does not wait for people who cannot be told', () => {
    const channel = onAirA();
    channel.at(0, alert('set', '0', 0));
    postpone(channel, 100, 'write-log');
    for (let atMs = 0; atMs < 600_000; atMs = resumeInVain(channel, 'write-log'));
    lose(channel, 640_000);
    postpone(channel, 644_500, 'schedule-switch', true);
    expect(timerOf(channel, 'resume')).toBe(645_600);
  });

  it('is taken for one that a service that is down puts off when it has waited longer than any line is', () => {
    const channel = lostA();
    postpone(channel, 4_500, 'schedule-switch', true);
    let atMs = 0;
    while (atMs < 124_000) atMs = resumeInVain(channel, 'schedule-switch', true);
    expect(timerOf(channel, 'resume')).toBe(atMs + 30_000);
  });

  it('leaves its time in line to the order that follows it when it is given up', () => {
    const channel = lostA();
    postpone(channel, 4_500, 'schedule-switch', true);
    let atMs = 0;
    while (atMs < 290_000) atMs = resumeInVain(channel, 'schedule-switch', true);
    const firstName = channel.state.switch?.actionName;
    channel.at(304_000, outcome({ effectId: owedOf(channel, 'schedule-switch'), result: 'expired' }));
    expect(channel.state.switch?.actionName).not.toBe(firstName);
    postpone(channel, 305_000, 'schedule-switch', true);
    expect((timerOf(channel, 'resume') ?? 0) - 305_000).toBeGreaterThanOrEqual(5_000);
    atMs = resumeInVain(channel, 'schedule-switch', true);
    expect(timerOf(channel, 'resume')).toBe(atMs + 30_000);
  });

  it('stands in line anew once MediaLive has taken one in', () => {
    const channel = lostA();
    postpone(channel, 4_500, 'schedule-switch', true);
    channel.schedule(6_500, 22_000);
    expect(channel.state.inLineSince).toBeNull();
  });
});

describe('an order that MediaLive has throttled', () => {
  /** A is lost, the order to leave it is throttled, and everything else that was owed is done. */
  function inLine(): Channel {
    const channel = lostA();
    postpone(channel, 4_100, 'schedule-switch', true);
    const others = Object.values(channel.state.outbox).filter(({ type }) => type !== 'schedule-switch');
    channel.at(4_200, outcome(...others.map(({ id }) => ({ effectId: id, result: 'done' }) as const)));
    return channel;
  }
  const retriedAt = (channel: Channel, atMs: number) =>
    ordersInLine(
      channel.state,
      channel.group,
      { timerId: 'resume', dueAt: noon + (timerOf(channel, 'resume') ?? NaN) },
      noon + atMs,
    ).map(({ attachment }) => attachment);

  it('is given again by its timer before anything is decided', () => {
    expect(retriedAt(inLine(), 5_200)).toEqual(['site-B']);
  });

  it.each<[string, (channel: Channel) => unknown, number]>([
    ['under a hold, which may end it', (channel) => channel.at(4_500, holdFor(null)), 5_200],
    [
      'beside another thing that is owed',
      (channel) => channel.at(4_500, alert('set', '0', 4_500, 'x')),
      5_200,
    ],
    ['after two minutes in line, when the service counts as down', () => undefined, 130_000],
  ])('is left to the decision %s', (_when, happens, atMs) => {
    const channel = inLine();
    happens(channel);
    expect(retriedAt(channel, atMs)).toEqual([]);
  });

  it('is left to the decision by a timer that has been armed anew', () => {
    const { state, group } = inLine();
    expect(ordersInLine(state, group, { timerId: 'resume', dueAt: noon }, noon + 5_200)).toEqual([]);
  });

  it('is in a long line after 12 s', () => {
    expect([11_999, 12_000].map((ms) => isLongLine(noon, noon + ms))).toEqual([false, true]);
  });
});
