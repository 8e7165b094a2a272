// A switch is in flight from its order until every running pipeline shows the target; late, it is tried once more, then left.
import { describe, expect, it } from '@jest/globals';
import { snapshot } from './support/answers.ts';
import { groupOf, policy, site, threeSites } from './support/groups.ts';
import { alert, change, channelState, flow, noon, timer } from './support/happenings.ts';
import { holdFor, switchTo } from './support/orders.ts';
import { spoken, switchesOf, timerOf, told } from './support/readings.ts';
import { failedOver, leavingA, lose, lostA, onAirA } from './support/stories.ts';

describe('in flight', () => {
  it('nothing else is ordered, whatever is lost', () => {
    const channel = lostA(threeSites());
    expect(spoken(channel.at(8_000, timer()))).toEqual(['in-flight/none']);
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('the site that recovers is left all the same: the action can no longer be taken back', () => {
    const channel = leavingA();
    channel.both(6_000, (pipeline) => alert('cleared', pipeline, 6_000, `alarm-${pipeline}-0`));
    channel.at(17_000, timer());
    expect(channel.state.switch?.to).toBe('B');
  });
});

describe('done', () => {
  it('is when both pipelines have changed over', () => {
    const channel = leavingA();
    expect(spoken(channel.at(20_000, change('0', 'B', 20_000)))).toEqual(['observation/noted']);
    expect(channel.state.switch).not.toBeNull();
    const done = channel.at(20_300, change('1', 'B', 20_000));
    expect(spoken(done)).toEqual(['observation/noted', 'verification/noted', 'protection/noted']);
    expect(channel.state).toMatchObject({
      switch: null,
      intended: { group: 'B', by: 'automation' },
      incident: null,
    });
  });

  it('is when every running pipeline has, where one is stopped', () => {
    const channel = lostA();
    channel.at(10_000, channelState('STOPPED', 10_000, '1'));
    channel.at(20_000, change('0', 'B', 20_000));
    expect(channel.state.switch).toBeNull();
  });

  it('is when the pipeline that was missing stops', () => {
    const channel = lostA();
    channel.at(20_000, change('0', 'B', 20_000));
    channel.at(21_000, channelState('STOPPED', 21_000, '1'));
    expect(channel.state).toMatchObject({ switch: null, intended: { group: 'B', by: 'automation' } });
  });

  it('is when DescribeChannel shows it, where the events were lost', () => {
    const channel = leavingA();
    expect(timerOf(channel, 'verify')).toBe(29_600);
    expect(channel.inquiryAt(29_599, timer('verify')).channel).toBe(false);
    expect(channel.inquiryAt(29_600, timer('verify')).channel).toBe(true);
    const seen = channel.at(29_600, {
      ...timer('verify'),
      answers: { channel: snapshot(29_600, { '0': 'B', '1': 'B' }) },
    });
    expect(spoken(seen)).toEqual([
      'observation/noted',
      'observation/noted',
      'verification/noted',
      'protection/noted',
    ]);
    expect(channel.state.pipelines['0'].since).toBe(noon + 19_600);
  });

  it.each(['studio-b', 'manual-7-B-20261121T115900Z'])(
    'by an action of an operator (%s) is his wish, and stays',
    (actionName) => {
      const channel = leavingA(groupOf({ failback: { mode: 'automatic', stableMs: 1_000 } }));
      channel.at(10_000, change('0', 'B', 10_000, actionName));
      channel.at(10_000, change('1', 'B', 10_000, actionName));
      expect(channel.state).toMatchObject({ switch: null, intended: { group: 'B', by: 'operator' } });
    },
  );

  it('by the action of an earlier try is still the wish of automation', () => {
    const channel = leavingA();
    const pipelines = {
      '0': { attachment: 'site-B', actionName: null },
      '1': { attachment: 'site-B', actionName: 'failover-1-B-20261121T115900Z' },
    };
    const channelSeen = { at: noon + 29_600, state: 'RUNNING', pipelines };
    channel.at(29_600, { ...timer('verify'), answers: { channel: channelSeen } });
    expect(channel.state).toMatchObject({ switch: null, intended: { group: 'B', by: 'automation' } });
  });
});

describe('by its deadline', () => {
  function failFirst() {
    const channel = leavingA(groupOf({ lastResortMs: null }));
    return {
      channel,
      late: channel.at(29_600, {
        ...timer('verify'),
        answers: { channel: snapshot(29_600, { '0': 'A', '1': 'A' }) },
      }),
    };
  }

  it('not done, it is tried once more under a new name, and people are told', () => {
    const { channel, late } = failFirst();
    expect(spoken(late)).toContain('failover/switch');
    expect(told(late)).toEqual(['switch-failed', 'switch-started']);
    expect(channel.owedSwitch?.actionName).toBe('failover-1-B-20261121T120004Z-retry1');
    expect(channel.state.switch).toMatchObject({ attempt: 2, generation: 1, accepted: false });
    expect(channel.state.recentSwitches).toHaveLength(1);
  });

  it('not done, its second try leaves the count of switches to those ordered since', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'));
    channel.schedule(100, 15_600);
    channel.at(1_000, switchTo('A', { at: noon + 3_600_000 }));
    channel.at(25_600, timer('verify'));
    expect(channel.state.switch).toMatchObject({ generation: 1, attempt: 2 });
    expect(channel.state.generation).toBe(2);
  });

  it('not done twice, it is left to the operator: automation holds itself', () => {
    const { channel } = failFirst();
    channel.schedule(29_700, 45_200);
    const seen = { channel: snapshot(55_200, { '0': 'A', '1': 'A' }) };
    const second = channel.at(55_200, { ...timer('verify'), answers: seen });
    expect(spoken(second)).toEqual(['verification/prevented', 'hold/prevented']);
    expect(told(second)).toEqual(['switch-failed', 'failover-prevented']);
    expect(channel.state.hold).toMatchObject({ kind: 'automation', until: null });
    channel.at(600_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B', 'site-B']);
  });

  it('the people told can read what happens next', () => {
    const { channel, late } = failFirst();
    const reasons = (step: typeof late) =>
      step.effects.flatMap((effect) => (effect.type === 'notify' ? [effect.notification.reason] : []));
    expect(reasons(late)[0]).toMatch(/did not show .* Trying once more\.$/);
    channel.schedule(29_700, 45_200);
    expect(reasons(channel.at(55_200, timer('verify')))[0]).toMatch(
      /Left to the operator: automation does nothing/,
    );
  });

  it('seen on the target by then, it is done although MediaLive does not answer', () => {
    const channel = failedOver();
    channel.at(30_000, { ...timer('verify'), answers: { channel: 'unavailable' } });
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('moved somewhere else by somebody, it is not fought', () => {
    const channel = leavingA(threeSites());
    channel.arrive(20_000, 'B');
    lose(channel, 30_000);
    channel.schedule(34_100, 49_600);
    channel.arrive(50_000, 'A');
    const late = channel.at(59_600, timer('verify'));
    expect(spoken(late)).toEqual(['verification/noted', 'adoption/noted']);
    expect(channel.state).toMatchObject({
      switch: null,
      hold: null,
      intended: { group: 'A', by: 'operator' },
    });
  });

  it.each([
    { countsOnAir: true, what: 'counts on air' },
    { countsOnAir: false, what: 'counts for standbys alone' },
  ])(
    'a second try of automation does not go on to a site lost meanwhile, by a word that $what',
    ({ countsOnAir }) => {
      const channel = leavingA(groupOf({ flow: { ...policy.flow, countsOnAir } }));
      channel.at(18_000, flow(false, 'B', '0', 18_000));
      channel.at(18_000, flow(false, 'B', '1', 18_000));
      channel.at(20_000, change('0', 'B', 20_000));
      const late = channel.at(30_000, {
        ...timer(),
        answers: { channel: snapshot(30_000, { '0': 'B', '1': 'A' }) },
      });
      expect(switchesOf(channel)).toEqual(['site-B']);
      expect(told(late)[0]).toBe('switch-failed');
      expect(channel.state.hold).toBeNull();
      channel.at(40_000, flow(true, 'B', '0', 40_000));
      channel.at(40_000, flow(true, 'B', '1', 40_000));
      channel.at(60_000, { ...timer(), answers: { channel: snapshot(60_000, { '0': 'B', '1': 'A' }) } });
      expect(switchesOf(channel)).toEqual(['site-B', 'site-B']);
    },
  );

  it('a second try of automation is not made under a hold', () => {
    const channel = leavingA();
    channel.at(20_000, holdFor(null));
    const late = channel.at(29_600, timer('verify'));
    expect(told(late)).toContain('switch-failed');
    expect(switchesOf(channel)).toEqual(['site-B']);
    expect(channel.state.hold).toMatchObject({ kind: 'operator' });
  });

  it('a second try of a manual switch is made under a hold', () => {
    const channel = onAirA();
    channel.at(0, holdFor(null));
    channel.at(100, switchTo('B'));
    channel.schedule(200, 15_700);
    channel.at(25_700, timer('verify'));
    expect(switchesOf(channel)).toEqual(['site-B', 'site-B']);
  });

  it('a target that has left the group is not tried again', () => {
    const channel = leavingA();
    channel.group = groupOf({}, [site('A')]);
    channel.at(29_600, timer('verify'));
    expect(switchesOf(channel)).toEqual(['site-B']);
    expect(channel.state.hold?.kind).toBe('automation');
  });
});
