// Events are delivered at least once: a second delivery changes nothing, and takes nothing away that is still owed.
import { describe, expect, it } from '@jest/globals';
import type { ChannelState } from '../../core/model/state.ts';
import { listed, seenOn } from './support/answers.ts';
import {
  alert,
  change,
  channelState,
  flow,
  noon,
  outcome,
  timer,
  type Happening,
} from './support/happenings.ts';
import { cancelPlan, holdFor, switchTo } from './support/orders.ts';
import { switchesOf } from './support/readings.ts';
import { lose, onAirA } from './support/stories.ts';

const withoutTrace = ({ outbox, version, toldAt, ...state }: ChannelState) => state;

const happenings: readonly (readonly [string, Happening])[] = [
  ['an alert set', alert('set', '0', 1_000)],
  ['an alert cleared', alert('cleared', '0', 1_000)],
  ['a flow lost', flow(false, 'B', '0', 1_000)],
  ['an input change', change('0', 'B', 1_000)],
  ['a stop', channelState('STOPPED', 1_000)],
  ['an observation', seenOn('B', 1_000)],
  ['a switch by hand', switchTo('B')],
  ['a planned switch', switchTo('B', { at: noon + 3_600_000 })],
  ['a cancellation', cancelPlan],
  ['a hold', holdFor(null)],
  ['a timer', timer()],
  ['an outcome', outcome({ effectId: 'gone', result: 'done' })],
];

describe('a second delivery', () => {
  it.each(happenings)('of %s changes nothing', (_what, event) => {
    const channel = onAirA();
    channel.at(1_500, event, 'once');
    const after = withoutTrace(channel.state);
    channel.at(1_500, event, 'once');
    expect(withoutTrace(channel.state)).toEqual(after);
    expect(switchesOf(channel).length).toBeLessThanOrEqual(1);
  });

  it('of an alarm that a list had wrongly left out does not make that list right', () => {
    const channel = onAirA();
    channel.both(1_500, (pipeline) => alert('set', pipeline, 1_000));
    channel.at(5_000, { ...timer(), answers: { alerts: [listed('0', 1_000)] } });
    channel.at(40_000, alert('set', '1', 1_000));
    expect(switchesOf(channel)).toEqual([]);
    channel.at(60_000, seenOn('A', 60_000, [listed('0', 1_000), listed('1', 1_000)]));
    channel.at(70_000, { ...timer(), answers: { alerts: [listed('0', 1_000), listed('1', 1_000)] } });
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('of the timer that decided a failover orders no second one', () => {
    const channel = onAirA();
    channel.both(0, (pipeline) => alert('set', pipeline, 0));
    channel.at(4_000, timer('health'), 'timer');
    channel.at(4_500, timer('health'), 'timer');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('of a command that is refused now keeps the schedule action that the first still owes', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'), 'command');
    const owed = channel.owedSwitch;
    const again = channel.at(1_000, switchTo('B'), 'command');
    expect(again.decisions[0].outcome).toBe('refused');
    expect(channel.owedSwitch).toBe(owed);
    expect(new Set(again.effects.map(({ id }) => id)).has(owed?.id ?? '')).toBe(false);
  });

  it('owes nothing under an id of the first: what becomes of that, known late, strikes off nothing else', () => {
    const channel = onAirA();
    channel.at(0, holdFor(5_000));
    channel.both(0, (pipeline) => alert('set', pipeline, 0));
    const first = channel.at(4_000, timer(), 'once').effects.map(({ id }) => id);
    channel.at(4_100, outcome(...first.map((effectId) => ({ effectId, result: 'done' }) as const)));
    const second = channel.at(5_100, timer(), 'once').effects.map(({ id }) => id);
    expect(switchesOf(channel)).toEqual(['site-B']);
    expect(first.length).toBeGreaterThan(0);
    expect(second.filter((id) => first.includes(id))).toEqual([]);
  });

  it('of the same event to the same state gives its effects the same ids', () => {
    const run = () => {
      const channel = onAirA();
      return lose(channel, 0).effects.map(({ id, type }) => `${id} ${type}`);
    };
    expect(run()).toEqual(run());
  });
});
