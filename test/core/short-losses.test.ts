// A site that is lost again and again, each time for less than its window, is told of; where the policy says so it is left.
import { describe, expect, it } from '@jest/globals';
import type { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, timer } from './support/happenings.ts';
import { holdFor } from './support/orders.ts';
import { spoken, statusOf, switchesOf, timerOf, told } from './support/readings.ts';
import { lostA, onAirA } from './support/stories.ts';

const minuteMs = 60_000;

/** Both pipelines lose the site on air for two seconds, once in each of so many minutes. */
function dip(channel: Channel, fromMs: number, times: number): readonly string[] {
  const seen = channel.steps.length;
  for (let index = 0; index < times; index += 1) {
    const atMs = fromMs + index * minuteMs;
    const id = `dip-${atMs}`;
    for (const state of ['set', 'cleared'] as const) {
      const saidMs = state === 'set' ? atMs : atMs + 2_000;
      channel.both(saidMs, (pipeline) => alert(state, pipeline, saidMs, `${id}-${pipeline}`));
    }
  }
  return channel.steps.slice(seen).flatMap(told);
}

const leaves = groupOf({ accumulated: { losses: 5, withinMs: 600_000, action: 'failover' } });

describe('short losses of the site on air', () => {
  it('are told once there are many within the time, and no sooner', () => {
    const channel = onAirA();
    expect(dip(channel, 0, 4)).toEqual([]);
    expect(dip(channel, 4 * minuteMs, 1)).toEqual(['accumulated']);
    expect(
      channel.steps.flatMap(({ decisions }) => decisions).find(({ rule }) => rule === 'accumulated')?.why,
    ).toBe('A had 5 losses within 600 s, each shorter than its window. Look at its contribution.');
    expect(switchesOf(channel)).toEqual([]);
  });

  it('are told again only after the site has been quiet for the whole time', () => {
    const channel = onAirA();
    dip(channel, 0, 5);
    expect(dip(channel, 5 * minuteMs, 5)).toEqual([]);
    expect(timerOf(channel, 'short-losses')).toBe(9 * minuteMs + 2_000 + 600_000);
    channel.at(20 * minuteMs, timer('short-losses'));
    expect(channel.state.shortLosses).toBeUndefined();
    expect(dip(channel, 30 * minuteMs, 5)).toEqual(['accumulated']);
  });

  it('that are further apart than the time are not added up', () => {
    const channel = onAirA(groupOf({ accumulated: { losses: 3, withinMs: 90_000, action: 'notify' } }));
    expect(dip(channel, 0, 10)).toEqual([]);
  });

  it('are counted anew on another site', () => {
    const channel = onAirA();
    dip(channel, 0, 4);
    channel.arrive(5 * minuteMs, 'B');
    expect(dip(channel, 6 * minuteMs, 4)).toEqual([]);
  });

  it('are no longer counted once the loss is one', () => {
    const channel = lostA();
    channel.at(10_000, alert('cleared', '0', 10_000, 'alarm-0-0'));
    expect(channel.state.shortLosses).toBeUndefined();
  });
});

describe('automation that may leave an unstable site', () => {
  it('goes to one that is healthy', () => {
    const channel = onAirA(leaves);
    expect(dip(channel, 0, 5)).toEqual(['switch-started', 'accumulated']);
    expect(channel.state.switch?.reason).toBe(
      'A is unstable: 5 losses within 600 s, each shorter than its window.',
    );
    channel.schedule(243_000, 258_500);
    channel.arrive(259_000, 'B');
    expect(channel.state).toMatchObject({ switch: null, intended: { group: 'B', by: 'automation' } });
    expect(channel.state.shortLosses).toBeUndefined();
  });

  it('stays under a hold, and where nothing else is healthy', () => {
    const held = onAirA(leaves);
    held.at(-1_000, holdFor(null));
    expect(dip(held, 0, 5)).toEqual(['accumulated']);
    const alone = onAirA(leaves);
    alone.group = { ...leaves, sites: leaves.sites.slice(0, 1) };
    expect(dip(alone, 0, 5)).not.toContain('switch-started');
  });

  it('comes back no sooner than the site has lasted its clear window', () => {
    const alerts = { 'Stopped Receiving UDP Input': { confirmMs: 3_000, clearMs: minuteMs } };
    const channel = onAirA({ ...leaves, policy: { ...leaves.policy, alerts } });
    dip(channel, 0, 5);
    channel.schedule(243_000, 258_500);
    channel.arrive(259_000, 'B');
    channel.at(260_000, timer());
    expect(statusOf(channel, 'A')).toBe('recovering');
    channel.at(310_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('does not take the switch back because the site is healthy in between', () => {
    const channel = onAirA({
      ...leaves,
      policy: { ...leaves.policy, start: { type: 'fixed', leadMs: minuteMs } },
    });
    dip(channel, 0, 5);
    channel.schedule(243_000, 302_000);
    expect(spoken(channel.at(260_000, timer()))).not.toContain('withdrawal/noted');
    expect(channel.state.switch?.withdrawal).toBeUndefined();
  });
});
