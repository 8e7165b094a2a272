// docs/state-machine.md says which timers there are: each line of its table is executed.
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { moves } from './arbitraries.ts';
import { groups } from './arbitrary-groups.ts';
import { column } from './document-tables.ts';
import { Channel } from './support/channel.ts';
import { groupOf, site } from './support/groups.ts';
import { alert, change, flow, noon, outcome, timer, type Happening } from './support/happenings.ts';
import { holdFor, switchTo } from './support/orders.ts';
import { lose, onAirA } from './support/stories.ts';

const aging = { confirmMs: 3_000, clearMs: 10_000, countsOnAir: true, maxAgeMs: 900_000 };

/** What arms each timer. */
const timerLines: Readonly<Record<string, (channel: Channel) => unknown>> = {
  health: (channel) => channel.at(0, alert('set', '0', 0)),
  verify: (channel) => {
    lose(channel, 0);
    channel.schedule(4_100, 19_600);
  },
  planned: (channel) => channel.at(0, switchTo('B', { at: noon + 3_600_000 })),
  divergence: (channel) => channel.at(0, change('0', 'B', 0)),
  hold: (channel) => channel.at(0, holdFor(60_000)),
  budget: (channel) => {
    channel.state = { ...channel.state, recentSwitches: [noon, noon, noon] };
    channel.at(1_000, timer());
  },
  'last-resort': (channel) => {
    channel.group = groupOf({ budget: { switches: 0, withinMs: 60_000 } });
    lose(channel, 0);
  },
  'short-losses': (channel) => {
    channel.at(0, alert('set', '0', 0));
    channel.at(1_000, alert('cleared', '0', 1_000));
  },
  sources: (channel) => {
    const flows = { '0': { arn: 'arn:flow:B0', sources: 2 } };
    channel.group = groupOf({}, [site('A'), site('B', { flows })]);
    channel.at(0, { ...flow(false, 'B', '0', 0), scope: 'source', source: 'arn:source:one' } as Happening);
  },
  failback: (channel) => {
    channel.group = groupOf({ failback: { mode: 'automatic', stableMs: 3_600_000 } });
    channel.arrive(0, 'B');
    channel.state = { ...channel.state, intended: { group: 'B', by: 'automation', at: noon } };
    channel.at(1_000, timer());
  },
  age: (channel) => {
    channel.group = groupOf({ flow: aging });
    channel.flows(true, 'B', 0);
  },
  resume: (channel) => {
    lose(channel, 0);
    const effectId = channel.owedSwitch?.id ?? '';
    channel.at(4_100, outcome({ effectId, result: 'postponed', message: '429' }));
  },
};

describe('the table of timers', () => {
  it('has a line for each that is executed here', () => {
    expect(column('timers')).toEqual(Object.keys(timerLines));
  });

  it.each(Object.entries(timerLines))('%s is armed', (timerId, act) => {
    const channel = onAirA();
    act(channel);
    expect(Object.keys(channel.state.timers)).toContain(timerId);
  });

  it('names every timer that any history arms', () => {
    const known = new Set(column('timers'));
    fc.assert(
      fc.property(groups, fc.array(moves, { maxLength: 25 }), (group, history) => {
        const channel = new Channel(group);
        let nowMs = 0;
        for (const { afterMs, happen } of history) {
          nowMs += afterMs;
          channel.at(nowMs, happen(channel, nowMs));
          expect(Object.keys(channel.state.timers).filter((timerId) => !known.has(timerId))).toEqual([]);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
