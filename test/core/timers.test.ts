// Timers follow from the state: one that is early arms itself again, one that is lost is found by any later event, one that is
// obsolete finds nothing to do.
import { describe, expect, it } from '@jest/globals';
import { listed, observed } from './support/answers.ts';
import { groupOf, policy, site } from './support/groups.ts';
import { alert, flow, noon, outcome, timer, type Happening } from './support/happenings.ts';
import { switchTo } from './support/orders.ts';
import { spoken, statusOf, switchesOf, timerOf } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

function armedBy({ effects }: { readonly effects: readonly { readonly type: string }[] }): readonly string[] {
  return effects.flatMap((effect) => ('timerId' in effect ? [String(effect.timerId)] : []));
}

describe('a timer', () => {
  it('is armed once', () => {
    const channel = onAirA();
    expect(armedBy(channel.at(1_000, alert('set', '0', 1_000)))).toEqual(['health']);
    expect(armedBy(channel.at(1_500, flow(true, 'B', '0', 1_500)))).toEqual([]);
  });

  it('that fires early arms itself again: a message can wait no longer than 15 minutes', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + 7_200_000 }));
    channel.schedule(100, 7_200_000);
    const dueAtMs = 7_200_000 - 60_000;
    expect(armedBy(channel.at(900_000, timer('planned', dueAtMs)))).toEqual(['planned']);
    expect(timerOf(channel, 'planned')).toBe(dueAtMs);
  });

  it('that has been armed anew meanwhile is not armed once more by the message of the first', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000, 'first'));
    channel.at(2_000, alert('cleared', '0', 2_000, 'first'));
    channel.at(3_000, alert('set', '0', 3_000, 'second'));
    expect(armedBy(channel.at(4_000, timer('health', 4_000)))).toEqual([]);
    expect(timerOf(channel, 'health')).toBe(6_000);
  });

  it('serves windows that end within 200 ms of each other together, and no others', () => {
    const channel = onAirA();
    expect(armedBy(channel.at(1_100, alert('set', '0', 1_000)))).toEqual(['health']);
    // The one message that is on its way comes too early for both.
    expect(armedBy(channel.at(1_300, alert('set', '1', 1_000)))).toEqual(['health']);
    expect(timerOf(channel, 'health')).toBe(4_300);
    channel.at(1_400, flow(false, 'B', '0', 1_000));
    expect(timerOf(channel, 'health')).toBe(4_300);
    channel.at(4_300, timer('health', 4_300));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('of a source and one of a window that end together are one message, and one second look', () => {
    const flows = { '0': { arn: 'arn:flow:A0', sources: 2 }, '1': { arn: 'arn:flow:A1', sources: 2 } };
    const channel = onAirA(groupOf({}, [site('A', { flows }), site('B')]));
    const ofSource = { ...flow(false, 'A', '0', 50), scope: 'source', source: 'arn:source:one' };
    expect(armedBy(channel.at(1_050, ofSource as Happening))).toEqual(['sources']);
    const sources = timerOf(channel, 'sources') ?? 0;
    channel.both(1_050, (pipeline) => alert('set', pipeline, 1_050));
    const { age: _, ...timers } = channel.state.timers;
    expect(timers).toEqual({ health: noon + sources });
    expect(channel.inquiryAt(sources, timer('sources', sources))).toEqual({ channel: false, alerts: false });
    expect(spoken(channel.at(sources, timer('sources', sources)))).toEqual(['timer/none']);
    expect(channel.inquiryAt(sources, timer('health', sources))).toEqual({ channel: false, alerts: true });
    channel.at(sources, timer('health', sources));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('that comes late after it has been armed anew leaves the decision, and the second look, to the new one', () => {
    const channel = onAirA();
    channel.at(1_100, alert('set', '0', 1_000));
    channel.at(1_300, alert('set', '1', 1_000));
    expect(channel.inquiryAt(4_400, timer('health', 4_100))).toEqual({ channel: false, alerts: false });
    expect(spoken(channel.at(4_400, timer('health', 4_100)))).toEqual(['timer/none']);
    expect(switchesOf(channel)).toEqual([]);
    expect(channel.inquiryAt(4_400, timer('health', 4_300))).toEqual({ channel: false, alerts: true });
    channel.at(4_400, timer('health', 4_300));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('that was armed anew while MediaLive was asked for it brings its answer all the same', () => {
    const channel = onAirA();
    channel.at(1_100, alert('set', '0', 1_000));
    channel.at(1_300, alert('set', '1', 1_000));
    channel.at(4_100, { ...timer('health', 4_100), answers: { alerts: [listed('0', 1_000)] } });
    channel.at(4_300, timer('health', 4_300));
    expect(switchesOf(channel)).toEqual([]);
    expect(statusOf(channel, 'A', '1')).toBe('healthy');
  });

  it('stands in for the one armed after it when that has not come', () => {
    const channel = onAirA();
    channel.at(1_100, alert('set', '0', 1_000));
    channel.at(1_300, alert('set', '1', 1_000));
    channel.at(9_300, timer('health', 4_100));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('that is obsolete does nothing', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(2_000, alert('cleared', '0', 2_000));
    const before = channel.state;
    expect(spoken(channel.at(4_000, timer('health')))).toEqual(['timer/none']);
    expect(channel.state).toEqual(before);
  });

  it('that nobody knows does nothing', () => {
    const channel = onAirA();
    expect(channel.at(0, timer('of/another/version')).decisions).toEqual([
      { rule: 'timer', outcome: 'none', why: 'Nothing was due.', evidence: {} },
    ]);
  });

  it('that is lost is found by any later event', () => {
    const channel = onAirA();
    channel.both(1_000, (pipeline) => alert('set', pipeline, 1_000));
    channel.at(90_000, flow(true, 'B', '0', 90_000));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('that could not be started is owed no longer than it is armed: an outage of the queue heaps nothing up', () => {
    const channel = onAirA();
    for (const atMs of [1_000, 10_000, 20_000, 30_000]) {
      for (const alarmState of ['set', 'cleared'] as const) {
        const step = channel.at(atMs, alert(alarmState, '0', atMs, `alarm-${atMs}`));
        const results = step.effects.map(({ id: effectId }) => ({ effectId, message: 'no queue' }));
        channel.at(atMs, outcome(...results.map((each) => ({ ...each, result: 'postponed' as const }))));
      }
    }
    const owed = Object.values(channel.state.outbox).filter((effect) => effect.type === 'start-timer');
    const armed = Object.entries(channel.state.timers);
    expect(owed.every(({ timerId, dueAt }) => channel.state.timers[timerId] === dueAt)).toBe(true);
    expect(owed.length).toBeLessThanOrEqual(armed.length);
  });

  it('is disarmed with what it waited for', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(2_000, alert('cleared', '0', 2_000));
    expect(Object.keys(channel.state.timers).sort()).toEqual(['age', 'short-losses']);
  });

  it('of an age stands until it has fired, however often good word of the standby is heard meanwhile', () => {
    const channel = onAirA(groupOf({ flow: { ...policy.flow, maxAgeMs: 900_000 } }));
    const dueAtMs = timerOf(channel, 'age') ?? NaN;
    for (const atMs of [60_000, 120_000, 180_000]) {
      const sends = { at: noon + atMs, status: 'ACTIVE', sending: true, errors: [] };
      const answers = { flows: { 'arn:flow:B0': sends, 'arn:flow:B1': sends } };
      expect(armedBy(channel.at(atMs, observed(answers)))).toEqual([]);
    }
    expect(timerOf(channel, 'age')).toBe(dueAtMs);
    expect(armedBy(channel.at(dueAtMs, timer('age', dueAtMs)))).toEqual(['age']);
    expect(timerOf(channel, 'age')).toBe(1_080_000);
    expect(statusOf(channel, 'B')).toBe('healthy');
    channel.at(1_080_000, timer('age', 1_080_000));
    expect(statusOf(channel, 'B')).toBe('unknown');
  });
});
