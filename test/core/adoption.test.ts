// What somebody did outside is observed and adopted, never fought.
import { describe, expect, it } from '@jest/globals';
import { snapshot } from './support/answers.ts';
import { threeSites } from './support/groups.ts';
import { change, channelState, noon, timer } from './support/happenings.ts';
import { holdFor } from './support/orders.ts';
import { spoken, switchesOf, told } from './support/readings.ts';
import { failedOver, leavingA, lose, lostA, onAirA } from './support/stories.ts';

describe('a change that was not ordered here', () => {
  it('is adopted once both pipelines have made it, and people are told', () => {
    const channel = onAirA();
    expect(spoken(channel.at(1_000, change('0', 'B', 1_000, 'by-hand')))).toEqual(['observation/noted']);
    const adopted = channel.at(1_200, change('1', 'B', 1_000, 'by-hand'));
    expect(spoken(adopted)).toEqual(['observation/noted', 'adoption/noted']);
    expect(told(adopted)).toEqual(['operator-change']);
    expect(channel.state.intended).toEqual({ group: 'B', by: 'operator', at: noon + 1_200 });
    channel.at(60_000, timer());
    expect(switchesOf(channel)).toEqual([]);
  });

  it('and that a look has shown is not put down to the action of an older event that comes late', () => {
    const channel = failedOver();
    const action = 'failover-1-B-20261121T120004Z';
    const late = change('1', 'B', 19_000, action);
    const answers = { channel: snapshot(60_000, { '0': 'A', '1': 'A' }, 'RUNNING', 'by-hand') };
    const seen = channel.at(60_100, { ...late, answers });
    expect(told(seen)).toContain('operator-change');
    expect(channel.state.intended).toMatchObject({ group: 'A', by: 'operator' });
  });

  it('after a failover is adopted as well: nothing is moved back', () => {
    const channel = failedOver(threeSites({ failback: { mode: 'automatic', stableMs: 1_000 } }));
    channel.arrive(30_000, 'C');
    channel.at(3_600_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
    expect(channel.state.intended).toMatchObject({ group: 'C', by: 'operator' });
  });

  it('protects what was chosen: its loss is a loss like any other', () => {
    const channel = onAirA();
    channel.arrive(1_000, 'B');
    lose(channel, 10_000);
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('while a switch is in flight waits for its end', () => {
    const channel = lostA(threeSites());
    channel.arrive(8_000, 'C');
    expect(channel.state.switch?.to).toBe('B');
    expect(channel.state.intended?.group).toBe('A');
  });
});

it('the site of the pipeline that is left running is where automation sent it, and nobody outside', () => {
  const channel = leavingA();
  const action = channel.state.switch?.actionName ?? '';
  channel.at(20_000, change('1', 'B', 20_000, action));
  channel.at(21_000, holdFor(null));
  channel.at(200_000, timer());
  expect(channel.state.switch).toBeNull();
  const stopped = channel.at(201_000, channelState('STOPPED', 201_000, '0'));
  expect(told(stopped)).toEqual(['switch-completed', 'standby-lost']);
  expect(channel.state.intended).toMatchObject({ group: 'B', by: 'automation' });
});

describe('an input of no site', () => {
  it('on air on both pipelines leaves automation without a word', () => {
    const channel = onAirA();
    channel.arrive(1_000, 'slate');
    channel.at(60_000, timer());
    expect(switchesOf(channel)).toEqual([]);
    expect(channel.state.intended?.group).toBe('A');
  });

  it('left again for the intended site changes nothing', () => {
    const channel = onAirA();
    channel.arrive(1_000, 'slate');
    channel.arrive(60_000, 'A');
    expect(channel.state).toMatchObject({ intended: { group: 'A' }, divergedSince: null, switch: null });
  });
});

describe('input changes', () => {
  it('that are older than what is known are dropped', () => {
    const channel = onAirA();
    channel.at(20_000, change('0', 'B', 20_000));
    expect(spoken(channel.at(21_000, change('0', 'A', 19_000)))).toEqual(['stale-evidence/none']);
  });

  it('to where the pipeline is already change nothing', () => {
    const channel = onAirA();
    expect(spoken(channel.at(20_000, change('0', 'A', 20_000)))).toEqual(['observation/none']);
  });

  it('to where the pipeline is already make older ones stale: it was away, and is back', () => {
    const channel = onAirA();
    channel.at(20_000, change('0', 'A', 20_000));
    expect(spoken(channel.at(21_000, change('0', 'B', 15_000)))).toEqual(['stale-evidence/none']);
  });

  it('of one second are put in their order by what MediaLive shows', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'B');
    const again = change('0', 'A', 20_000);
    expect(channel.inquiryAt(60_000, again)).toEqual({ channel: true, alerts: false });
    const seen = { channel: snapshot(60_000, { '0': 'B', '1': 'B' }) };
    expect(spoken(channel.at(60_000, { ...again, answers: seen }))).toEqual(['stale-evidence/none']);
  });
});
