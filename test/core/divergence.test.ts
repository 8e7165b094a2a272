// Pipelines on different sites are put together again, once MediaLive itself has confirmed it.
import { describe, expect, it } from '@jest/globals';
import type { PipelineId } from '../../core/model/group.ts';
import { observed, snapshot } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf, policy, site, unwatchedSite } from './support/groups.ts';
import { alert, change, flow, noon, outcome, timer, type Happening } from './support/happenings.ts';
import { holdFor, release, switchTo } from './support/orders.ts';
import { spoken, switchesOf, timerOf, told } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

/** Pipeline 0 has gone to B at 0 s, pipeline 1 has not. */
function apart(group = groupOf()): Channel {
  const channel = onAirA(group);
  channel.at(0, change('0', 'B', 0));
  return channel;
}

const confirmed = (atMs: number, sites = { '0': 'B', '1': 'A' }) => ({
  ...timer('divergence'),
  answers: { channel: snapshot(atMs, sites) },
});

/** The same, with the actions that MediaLive names as those in force. */
function movedBy(actions: Readonly<Record<PipelineId, string | null>>): Happening {
  const pipelines = {
    '0': { attachment: 'site-B', actionName: actions['0'] },
    '1': { attachment: 'site-A', actionName: actions['1'] },
  };
  return {
    ...timer('divergence'),
    answers: { channel: { at: noon + 5_000, state: 'RUNNING', pipelines } },
  };
}

describe('pipelines on different sites', () => {
  it('are given time: the other event may be on its way', () => {
    const channel = apart();
    expect(timerOf(channel, 'divergence')).toBe(5_000);
    channel.at(3_000, change('1', 'B', 0));
    expect(channel.state).toMatchObject({ divergedSince: null, intended: { group: 'B', by: 'operator' } });
    expect(timerOf(channel, 'divergence')).toBeUndefined();
  });

  it('are looked at by MediaLive before anything is done', () => {
    const channel = apart();
    expect(channel.inquiryAt(4_999, timer())).toEqual({ channel: false, alerts: false });
    expect(channel.inquiryAt(5_000, timer())).toEqual({ channel: true, alerts: false });
  });

  it('confirmed, both go to the intended site, and people are told', () => {
    const channel = apart();
    const healed = channel.at(5_000, confirmed(5_000));
    expect(spoken(healed)).toEqual(['divergence/switch']);
    expect(told(healed)).toEqual(['divergence', 'switch-started']);
    expect(channel.owedSwitch).toMatchObject({ attachment: 'site-A' });
    expect(healed.decisions[0].why).toBe(
      'Pipeline 0 is on "site-B" and pipeline 1 on "site-A". Both go to A.',
    );
  });

  it('are told of with what is wrong where one of them is', () => {
    const channel = apart();
    channel.at(1_000, alert('set', '1', 1_000));
    channel.at(4_500, timer());
    expect(channel.at(5_000, confirmed(5_000)).decisions[0].why).toMatch(
      /^Pipeline 0 is on "site-B" and pipeline 1 on "site-A" \(down: Stopped Receiving UDP Input\)\. /,
    );
  });

  it('do not go to a site of which MediaConnect says that it is lost, though its word counts for standbys alone', () => {
    const channel = apart(groupOf({ flow: { ...policy.flow, countsOnAir: false } }));
    channel.flows(false, 'A', 500);
    channel.at(500, flow(false, 'B', '1', 500));
    channel.at(5_000, confirmed(5_000));
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('that MediaLive shows together, though it was asked in the second of a change, are left as they are', () => {
    const channel = apart(groupOf({ divergenceMs: 4_500 }));
    channel.at(4_400, change('0', 'Z', 4_000));
    expect(spoken(channel.at(4_500, confirmed(4_500, { '0': 'A', '1': 'A' })))).not.toContain(
      'divergence/switch',
    );
    expect(timerOf(channel, 'divergence')).toBe(9_000);
    channel.at(9_000, confirmed(9_000, { '0': 'A', '1': 'A' }));
    expect(channel.state).toMatchObject({ divergedSince: null, switch: null });
  });

  it('of which an operator has moved one, and the other has not followed, both go where he sent them', () => {
    const channel = apart();
    const healed = channel.at(5_000, movedBy({ '0': 'studio', '1': null }));
    expect(spoken(healed)).toEqual(['adoption/noted', 'divergence/switch']);
    expect(channel.owedSwitch).toMatchObject({ attachment: 'site-B' });
    channel.schedule(5_100, 20_600);
    channel.at(21_000, change('1', 'B', 21_000));
    expect(channel.state.intended).toMatchObject({ group: 'B', by: 'operator' });
  });

  it('of which an operator moved one before automation moved both, go to the intended site', () => {
    const channel = apart();
    channel.at(5_000, movedBy({ '0': null, '1': 'studio' }));
    expect(channel.owedSwitch).toMatchObject({ attachment: 'site-A' });
  });

  it('from the first look on go to the first site, as nobody knows who has moved them, or when', () => {
    const channel = new Channel();
    channel.at(0, movedBy({ '0': 'studio', '1': null }));
    channel.at(5_000, movedBy({ '0': 'studio', '1': null }));
    expect(channel.owedSwitch).toMatchObject({ attachment: 'site-A' });
  });

  it('that turn out to be together are adopted instead', () => {
    const channel = apart();
    expect(spoken(channel.at(5_000, confirmed(5_000, { '0': 'B', '1': 'B' })))).toEqual([
      'observation/noted',
      'adoption/noted',
    ]);
    expect(switchesOf(channel)).toEqual([]);
  });

  it('unconfirmed, are looked at again after 10 s, and then after twice as long each time', () => {
    const channel = apart();
    const times = [5_000];
    while (times.length < 6) {
      const atMs = times.at(-1) ?? NaN;
      expect(channel.inquiryAt(atMs, timer('divergence')).channel).toBe(true);
      channel.at(atMs, { ...timer('divergence', atMs), answers: { channel: 'unavailable' } });
      times.push(timerOf(channel, 'divergence') ?? NaN);
    }
    expect(times).toEqual([5_000, 15_000, 35_000, 75_000, 155_000, 315_000]);
    expect(switchesOf(channel)).toEqual([]);
  });

  it('unconfirmed, are not asked about by whatever comes in between', () => {
    const channel = apart();
    channel.at(5_000, { ...timer('divergence', 5_000), answers: { channel: 'unavailable' } });
    expect(channel.inquiryAt(7_000, outcome()).channel).toBe(false);
    channel.at(8_000, confirmed(8_000));
    expect(channel.owedSwitch?.attachment).toBe('site-A');
  });

  it('where the intended site is down, both go to the one that is well', () => {
    const channel = apart();
    channel.flows(false, 'A', 500);
    channel.at(5_000, confirmed(5_000));
    expect(channel.owedSwitch?.attachment).toBe('site-B');
  });

  it('keep to the intended site although it is disabled', () => {
    const channel = apart(groupOf({}, [site('A', { available: false }), site('B')]));
    channel.at(5_000, confirmed(5_000));
    expect(channel.owedSwitch?.attachment).toBe('site-A');
  });

  it('go to the best site where none was intended any more', () => {
    const channel = apart();
    channel.group = groupOf({}, [site('B'), site('C')]);
    channel.at(5_000, confirmed(5_000));
    expect(channel.owedSwitch?.attachment).toBe('site-B');
  });

  it('are healed as their own switch when one is in flight', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'));
    channel.schedule(100, 15_500);
    channel.at(16_000, change('0', 'B', 16_000));
    channel.at(24_000, confirmed(24_000));
    expect(channel.state.divergedSince).toBeNull();
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

describe('mending what an operator wished', () => {
  it('leaves it the wish of the operator', () => {
    const channel = apart();
    channel.at(5_000, confirmed(5_000));
    channel.schedule(5_100, 20_600);
    channel.at(21_000, change('0', 'A', 21_000));
    expect(channel.state.intended).toMatchObject({ group: 'A', by: 'operator' });
  });

  it("is automation's wish where it had to choose another site", () => {
    const channel = apart();
    channel.flows(false, 'A', 500);
    channel.at(5_000, confirmed(5_000));
    channel.schedule(5_100, 20_600);
    channel.at(21_000, change('1', 'B', 21_000));
    expect(channel.state.intended).toMatchObject({ group: 'B', by: 'automation' });
  });
});

describe('a divergence that may not be mended', () => {
  it('is told once, and looked at again once a minute', () => {
    const channel = apart();
    channel.at(1_000, holdFor(null));
    const prevented = channel.at(5_000, confirmed(5_000));
    expect(spoken(prevented)).toEqual(['hold/prevented']);
    expect(told(prevented)).toEqual(['divergence']);
    expect(timerOf(channel, 'divergence')).toBe(65_000);
    const again = channel.at(65_000, confirmed(65_000));
    expect(spoken(again)).toEqual(['hold/none']);
    expect(told(again)).toEqual([]);
  });

  it('is mended as soon as it may be', () => {
    const channel = apart();
    channel.at(1_000, holdFor(null));
    channel.at(5_000, confirmed(5_000));
    expect(channel.inquiryAt(20_000, timer()).channel).toBe(false);
    const freed = channel.at(20_000, {
      ...release,
      answers: { channel: snapshot(20_000, { '0': 'B', '1': 'A' }) },
    });
    expect(spoken(freed)).toEqual(['command/noted', 'divergence/switch']);
  });

  it('for want of a site that is fit is told as well', () => {
    const channel = apart();
    for (const name of ['A', 'B']) {
      channel.flows(false, name, 500);
    }
    const prevented = channel.at(5_000, confirmed(5_000));
    expect(spoken(prevented)).toEqual(['no-target/prevented']);
    expect(prevented.decisions[0].why).toMatch(/Not mended: no site is fit\.$/);
  });
});

it('a channel first seen with its pipelines apart goes to the best site', () => {
  const channel = new Channel();
  const seen = (atMs: number) => ({ channel: snapshot(atMs, { '0': 'A', '1': 'B' }), alerts: [] });
  channel.at(0, observed(seen(0)));
  channel.at(60_000, observed(seen(60_000)));
  expect(channel.owedSwitch?.attachment).toBe('site-A');
});

it('a pipeline on an input of no site is brought back', () => {
  const channel = onAirA(groupOf({}, [unwatchedSite('A'), site('B')]));
  channel.at(0, change('0', 'elsewhere', 0));
  channel.at(5_000, { ...timer(), answers: { channel: snapshot(5_000, { '0': 'elsewhere', '1': 'A' }) } });
  expect(channel.owedSwitch?.attachment).toBe('site-A');
});
