// A switch is judged by what is seen: where nobody can see, it is neither done nor late.
import { describe, expect, it } from '@jest/globals';
import { listed, observed, seenOn, snapshot } from './support/answers.ts';
import { groupOf, unwatchedSite } from './support/groups.ts';
import { alert, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesIn, switchesOf, timerOf, told } from './support/readings.ts';
import { leavingA, lose, lostA, onAirA } from './support/stories.ts';

describe('a switch that neither events nor MediaLive show', () => {
  const unseen = { ...timer('verify'), answers: { channel: 'unavailable' } } as const;
  const inFlight = () => {
    const channel = leavingA();
    return channel;
  };

  it('is not ordered again, but looked for less and less often', () => {
    const channel = inFlight();
    expect(spoken(channel.at(29_600, unseen))).toEqual([
      'observation/none',
      'verification/none',
      'in-flight/none',
    ]);
    expect(timerOf(channel, 'verify')).toBe(34_600);
    channel.at(34_600, unseen);
    expect(timerOf(channel, 'verify')).toBe(44_600);
    channel.at(46_000, unseen);
    expect(timerOf(channel, 'verify')).toBe(64_600);
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('is done as soon as MediaLive speaks and shows it', () => {
    const channel = inFlight();
    channel.at(29_600, unseen);
    channel.at(34_600, {
      ...timer('verify'),
      answers: { channel: snapshot(34_600, { '0': 'B', '1': 'B' }) },
    });
    expect(channel.state.switch).toBeNull();
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('is looked for by its timer and by looks alone: other events neither ask nor judge', () => {
    const channel = inFlight();
    const cleared = alert('cleared', '0', 30_000);
    expect(channel.inquiryAt(30_000, cleared).channel).toBe(false);
    channel.at(30_000, cleared);
    expect(channel.state.switch).toMatchObject({ attempt: 1 });
    expect(channel.inquiryAt(30_100, timer('verify')).channel).toBe(true);
    expect(channel.inquiryAt(30_100, { type: 'observation' }).channel).toBe(true);
  });

  it('counts as late after a minute more', () => {
    const channel = inFlight();
    expect(spoken(channel.at(89_599, unseen))).toContain('verification/none');
    expect(told(channel.at(89_600, unseen))).toEqual(['switch-failed', 'switch-started']);
  });
});

describe('a switch to where the channel was all along, unheard of', () => {
  const onBSinceBefore = (actionName: string | null) => {
    const channel = onAirA();
    channel.flows(false, 'A', 500);
    lose(channel, 1_000);
    channel.schedule(5_100, 20_600);
    const seen = snapshot(30_600, { '0': 'B', '1': 'B' }, 'RUNNING', actionName);
    channel.at(30_600, { ...timer('verify'), answers: { channel: seen } });
    // B has been without packets from before the switch, and A is well again.
    channel.flows(true, 'A', 31_000);
    channel.at(60_000, seenOn('B', 60_000, [listed('0', 1_000), listed('1', 1_000)]));
    return channel;
  };

  it('shows by the action that MediaLive names: alarms from before it are of the site on air', () => {
    expect(switchesOf(onBSinceBefore('studio'))).toEqual(['site-B', 'site-A']);
  });

  it('does not show where MediaLive names our own action, or none: alarms from before it are of the site left', () => {
    expect(switchesOf(onBSinceBefore(null))).toEqual(['site-B']);
    const ours =
      onBSinceBefore(null).steps.flatMap(({ effects }) => switchesIn(effects))[0]?.actionName ?? '';
    expect(switchesOf(onBSinceBefore(ours))).toEqual(['site-B']);
  });
});

it('a switch that MediaLive was not heard to accept, and names, leaves a site well that came back before', () => {
  const channel = lostA(groupOf({}, [unwatchedSite('A'), unwatchedSite('B')]));
  const actionName = channel.owedSwitch?.actionName ?? null;
  channel.both(6_000, (pipeline) => alert('cleared', pipeline, 6_000, `alarm-${pipeline}-0`));
  channel.at(
    25_000,
    observed({ channel: snapshot(25_000, { '0': 'B', '1': 'B' }, 'RUNNING', actionName), alerts: [] }),
  );
  expect([statusOf(channel, 'A', '0'), statusOf(channel, 'A', '1')]).not.toContain('down');
});
