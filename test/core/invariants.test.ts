// The invariants can be broken: each of them is shown a transition that does.
import { describe, expect, it } from '@jest/globals';
import { broken, invariants, type Observed } from '../../core/invariants.ts';
import type { ScheduleSwitch } from '../../core/model/effect.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { transition } from '../../core/transition.ts';
import { groupOf, site } from './support/groups.ts';
import { noon, timer } from './support/happenings.ts';
import { holdFor } from './support/orders.ts';
import { lose, lostA, onAirA } from './support/stories.ts';

/** A failover from A to B, as it was decided. */
function failover(group = groupOf()): Observed {
  const channel = lostA(group);
  const before = onAirA(group);
  const event = { ...timer(), id: 'decider', now: noon + 4_000 } as const;
  const after = channel.steps.at(-1) ?? transition(before.state, event, group);
  const { version } = before.state;
  return { before: before.state, event, group, after: { ...after, state: { ...after.state, version } } };
}

function changed(observed: Observed, state: Partial<ChannelState>): Observed {
  return { ...observed, after: { ...observed.after, state: { ...observed.after.state, ...state } } };
}

const second: ScheduleSwitch = {
  type: 'schedule-switch',
  id: 'second',
  actionName: 'second',
  attachment: 'site-B',
  start: { type: 'immediate' },
  expiresAt: noon,
};

const base = failover();
const { after } = base;
const order = after.state.switch;
const stopped = { running: false, runningAt: 0, attachment: 'site-A', since: 0 };
const away = { running: true, runningAt: 0, attachment: 'site-B', since: 0 };
const unknown = {
  status: 'unknown',
  since: 0,
  alarms: {},
  flow: null,
  leftDownAt: null,
  goodSince: null,
  mending: false,
} as const;
const held = { kind: 'operator', by: 'kim', reason: 'maintenance', at: noon, until: null } as const;
const withOrder = (changes: Partial<NonNullable<typeof order>>) => ({
  switch: order && { ...order, ...changes },
});

const violations: Readonly<Record<string, Observed>> = {
  'at most one switch is set going by one event, besides what is planned': {
    ...base,
    after: { ...after, effects: [...after.effects, second] },
  },
  'every effect is in the outbox until an outcome strikes it off': changed(base, { outbox: {} }),
  'nothing owed is forgotten or replaced, but for the action of a switch that is over, a timer that is armed no more, and what is counted':
    {
      ...base,
      before: { ...base.before, outbox: { owed: { type: 'cancel-switch', id: 'owed', actionName: 'plan' } } },
    },
  'a switch that MediaLive has not taken in is still owed': changed(base, { outbox: {} }),
  "automation orders nothing under an operator's hold, and under its own only a last resort": changed(base, {
    hold: held,
  }),
  'automation stays within its budget, but for a last resort': changed(base, {
    recentSwitches: [noon, noon, noon, noon],
  }),
  'a last resort goes only to a site that is healthy, from one that is off the air, where a person forbids nothing':
    changed(base, { ...withOrder({ lastResort: true }), health: {} }),
  'a switch that is withdrawn is not owed': changed(
    base,
    withOrder({ withdrawal: { by: 'automation', reason: 'no need', at: noon } }),
  ),
  'a switch never goes to the group that every running pipeline is on': changed(base, {
    pipelines: { '0': away, '1': away },
  }),
  'automation never chooses a group that is not available or has no running pipeline well': {
    ...base,
    group: groupOf({}, [site('A'), site('B', { available: false })]),
  },
  'automation orders nothing while no pipeline runs': changed(base, {
    pipelines: { '0': stopped, '1': stopped },
  }),
  'a failover leaves a group of which a running pipeline is down': changed(base, { health: {} }),
  'unknown is never down: down rests on evidence': changed(base, {
    health: { A: { '0': { ...unknown, status: 'down' }, '1': unknown } },
  }),
  'generations only grow': changed(base, { generation: -1 }),
  'the store alone counts versions': changed(base, { version: 1 }),
  'armed timers lie ahead': changed(base, { timers: { late: noon } }),
  'every decision says why': {
    ...base,
    after: { ...after, decisions: [{ rule: 'timer', outcome: 'none', why: '', evidence: {} }] },
  },
};

describe('an invariant', () => {
  it('holds of a proper failover, and every one has its violation here', () => {
    expect(broken(base)).toEqual([]);
    expect(Object.keys(violations)).toEqual(Object.keys(invariants));
  });

  it.each(Object.entries(violations))('%s: is noticed when it is broken', (name, observed) => {
    expect(broken(observed)).toContain(name);
  });
});

describe('a group that is gone', () => {
  const name = 'automation never chooses a group that is not available or has no running pipeline well';

  it('is no target', () => {
    expect(broken(changed(base, withOrder({ to: 'X' })))).toContain(name);
    expect(broken(changed(base, { switch: null }))).not.toContain(name);
  });

  it('of which nothing is known is one', () => {
    const health = { ...after.state.health };
    expect(broken(changed(base, { health: { A: health['A'] ?? { '0': unknown, '1': unknown } } }))).toEqual(
      [],
    );
  });

  it('is no group to leave', () => {
    expect(broken(changed(base, withOrder({ from: null })))).toContain(
      'a failover leaves a group of which a running pipeline is down',
    );
  });
});

it('a hold placed by the event itself is a hold', () => {
  const channel = onAirA();
  channel.at(0, holdFor(null));
  expect(() => lose(channel, 1_000)).not.toThrow();
});
