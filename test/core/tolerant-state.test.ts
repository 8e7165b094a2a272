// An item of the last release leaves out what has been added since: it is read as it is, and nothing is decided from the gap.
import { describe, expect, it } from '@jest/globals';
import type { ChannelState } from '../../core/model/state.ts';
import type { PipelineHealth } from '../../core/model/health.ts';
import { pipelineIds } from '../../core/model/group.ts';
import { listed, seenOn } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf, site } from './support/groups.ts';
import { alert, channelState, noon, outcome, timer } from './support/happenings.ts';
import { release, switchTo } from './support/orders.ts';
import { statusOf, switchesOf, told } from './support/readings.ts';
import { failOverToB, lose, onAirA } from './support/stories.ts';

function health({ facts, heardAt, leftSuspectAt, ...known }: PipelineHealth): PipelineHealth {
  const { flow: said } = known;
  return { ...known, flow: said && { connected: said.connected, at: said.at, from: said.from } };
}

/** The item as the first release saved it. */
function asOfOld(state: ChannelState): ChannelState {
  const { protection, prepared, shortLosses, unwatched, shortLossesToldAt, recentFailbacks, runs, ...first } =
    state;
  const { failbackAfter, failbackWaits, dropped, toldAt, postponedSince, inLineSince, ...old } = first;
  const known = (id: '0' | '1') => {
    const { arrivedAt, listedAt, listedBlankAt, broughtBy, ...pipeline } = old.pipelines[id];
    return pipeline;
  };
  const sites = Object.entries(old.health).map(
    ([name, each]) => [name, { '0': health(each['0']), '1': health(each['1']) }] as const,
  );
  return { ...old, pipelines: { '0': known('0'), '1': known('1') }, health: Object.fromEntries(sites) };
}

function upgraded(make: () => Channel): Channel {
  const { group, state } = make();
  return new Channel(group, JSON.parse(JSON.stringify(asOfOld(state))) as ChannelState);
}

describe('an item of the last release', () => {
  it('is healthy as it was, and nobody is told of the upgrade', () => {
    const channel = upgraded(onAirA);
    expect(told(channel.at(0, seenOn('A', 0)))).toEqual([]);
    expect(channel.state.runs).toBe(true);
    expect(channel.state.protection).toMatchObject({ level: 'full' });
  });

  it('fails over', () => {
    const channel = upgraded(onAirA);
    lose(channel, 0);
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('in the middle of a switch carries on with it', () => {
    const channel = upgraded(() => {
      const before = onAirA();
      lose(before, 0);
      before.schedule(4_100, 19_600);
      return before;
    });
    channel.arrive(20_000, 'B');
    expect(channel.state).toMatchObject({ switch: null, intended: { group: 'B', by: 'automation' } });
  });

  it('after a failover knows what it has left, and goes back', () => {
    const channel = upgraded(() => {
      const before = onAirA(groupOf({ failback: { mode: 'automatic', stableMs: 60_000 } }));
      failOverToB(before);
      return before;
    });
    channel.flows(false, 'A', 30_000);
    channel.flows(true, 'A', 40_000);
    channel.at(50_000, timer());
    channel.at(100_000, timer());
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('under a hold is prevented once, tells when more is lost, and is released', () => {
    const channel = upgraded(() => {
      const before = onAirA(groupOf({ failoverOn: 'any-pipeline' }, [site('A')]));
      before.at(0, alert('set', '1', 0));
      before.at(4_000, timer());
      const incident = {
        kind: 'prevented',
        reason: 'no-target',
        since: before.state.incident?.since ?? 0,
      } as const;
      before.state = { ...before.state, incident };
      return before;
    });
    expect(told(channel.at(60_000, timer()))).toEqual([]);
    expect(told(channel.at(61_000, release))).toContain('hold-changed');
  });

  it('that is restarted takes in what MediaLive lists', () => {
    const channel = upgraded(onAirA);
    channel.at(0, channelState('STOPPED', 0));
    channel.at(60_000, channelState('RUNNING', 60_000));
    const alerts = pipelineIds.map((pipeline) => listed(pipeline, 61_000));
    channel.at(70_000, seenOn('A', 70_000, alerts));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

it('an order of the last release that is throttled stands in line', () => {
  const channel = upgraded(() => {
    const before = onAirA();
    lose(before, 0);
    return before;
  });
  const order = Object.values(channel.state.outbox).find(({ type }) => type === 'schedule-switch');
  const refused = { effectId: order?.id ?? '', result: 'postponed', message: 'throttled' } as const;
  channel.at(5_000, outcome({ ...refused, throttled: true }));
  expect(channel.state).toMatchObject({ inLineSince: noon + 5_000, timers: { resume: noon + 6_100 } });
});

it('an item of the last release takes no list that is older than what is on air', () => {
  const channel = upgraded(() => {
    const before = onAirA();
    before.arrive(20_000, 'B');
    return before;
  });
  const answers = { askedAt: noon + 10_000, alerts: pipelineIds.map((pipeline) => listed(pipeline, 9_000)) };
  channel.at(30_000, { ...timer(), answers });
  expect(statusOf(channel, 'B')).toBe('healthy');
});

it('a plan that the last release was cancelling is cancelled', () => {
  const channel = upgraded(() => {
    const before = onAirA();
    before.at(0, switchTo('B', { at: noon + 3_600_000 }));
    before.schedule(100, 3_600_000);
    const { planned, outbox } = before.state;
    const owed = { type: 'cancel-switch', id: 'cancel', actionName: planned?.actionName ?? '' } as const;
    before.state = { ...before.state, outbox: { ...outbox, cancel: owed } };
    return before;
  });
  const done = channel.at(1_000, outcome({ effectId: 'cancel', result: 'done' }));
  expect(told(done)).toEqual(['plan-cancelled']);
  expect(channel.state.planned).toBeNull();
});
