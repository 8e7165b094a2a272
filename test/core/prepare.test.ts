// A hot standby is one that MediaLive has prepared, not one for which that is only configured.
import { describe, expect, it } from '@jest/globals';
import type { PrepareInput } from '../../core/model/effect.ts';
import { shownStates } from '../../core/shown-state.ts';
import type { Transition } from '../../core/transition.ts';
import { listed, seenOn } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, site, threeSites, unwatchedSite } from './support/groups.ts';
import { alert, channelState, noon, outcome, timer, type Happening } from './support/happenings.ts';
import { spoken, statusOf, switchesOf, told } from './support/readings.ts';
import { failOverToB, lostA, onAirA } from './support/stories.ts';

const hot = groupOf({ prepareStandby: true });
const preparesIn = ({ effects }: Transition): readonly PrepareInput[] =>
  effects.filter((effect) => effect.type === 'prepare-input');
const preparesOf = (channel: Channel) =>
  channel.steps.flatMap(preparesIn).map(({ attachment }) => attachment);
const owed = (channel: Channel) =>
  Object.values(channel.state.outbox).find(({ type }) => type === 'prepare-input');
const shown = ({ state, group }: Channel, name: string) => shownStates(state, group)[name];

/** Asked for, and whatever MediaLive says to it: `onAirA` has it carried out. */
function answered(result: 'done' | 'refused', group = hot): Channel {
  const channel = onAirA({ ...group, policy: { ...group.policy, prepareStandby: false } });
  channel.group = group;
  channel.at(-1_000, timer());
  const effectId = owed(channel)?.id ?? '';
  channel.at(-500, outcome(result === 'done' ? { effectId, result } : { effectId, result, message: 'no' }));
  return channel;
}

const naming = (name: string, atMs: number): Happening =>
  ({
    ...alert('set', '0', atMs, `of-${name}`),
    message: `Stopped receiving data on [site-${name}]`,
  }) as Happening;

describe('the standby', () => {
  it('is asked to be prepared from the first look on, under a name of its own', () => {
    const channel = answered('done');
    expect(preparesOf(channel)).toEqual(['site-B']);
    expect(channel.steps.flatMap(preparesIn)[0]?.actionName).toBe('prepare-0-B-20261121T115959Z');
  });

  it('is hot once MediaLive prepares it, and warm until then', () => {
    const channel = onAirA();
    channel.group = hot;
    channel.at(0, timer());
    expect(shown(channel, 'B')).toBe('Warm');
    channel.at(100, outcome({ effectId: owed(channel)?.id ?? '', result: 'done' }));
    expect(shown(channel, 'B')).toBe('Hot');
  });

  it('that MediaLive refuses to prepare is warm, and not asked for again', () => {
    const channel = answered('refused');
    channel.at(60_000, seenOn('A', 60_000));
    expect(shown(channel, 'B')).toBe('Warm');
    expect(preparesOf(channel)).toEqual(['site-B']);
  });

  it('is prepared again after a switch, once there is one, and what was lost is not', () => {
    const channel = answered('done', threeSites({ prepareStandby: true }));
    failOverToB(channel);
    expect(preparesOf(channel)).toEqual(['site-B', 'site-C']);
  });

  it('is not prepared while a switch is in flight, nor where the policy does not want it', () => {
    const channel = lostA();
    channel.group = hot;
    channel.at(5_000, timer());
    expect(preparesOf(channel)).toEqual([]);
  });

  it('is prepared again after a restart of the channel', () => {
    const channel = answered('done');
    channel.at(1_000, channelState('STOPPED', 1_000));
    channel.at(60_000, channelState('RUNNING', 60_000));
    expect(preparesOf(channel)).toEqual(['site-B', 'site-B']);
  });

  it('that dies gives its place to another', () => {
    const channel = answered('done', threeSites({ prepareStandby: true }));
    channel.flows(false, 'B', 1_000);
    channel.at(5_000, timer());
    expect(preparesOf(channel)).toEqual(['site-B', 'site-C']);
  });

  it('that another has replaced is no longer waited for', () => {
    const channel = answered('done');
    const late = { type: 'prepare-input', id: 'late', actionName: 'gone', attachment: 'site-B' } as const;
    channel.state = { ...channel.state, outbox: { late } };
    expect(spoken(channel.at(100, outcome({ effectId: 'late', result: 'done' })))).toEqual(['outbox/none']);
  });
});

describe('an alert that names a standby', () => {
  it('is of that standby while it is prepared, and not of what is on air', () => {
    const channel = answered('done');
    channel.at(10_000, naming('B', 10_000));
    channel.at(14_000, timer());
    expect([statusOf(channel, 'A'), statusOf(channel, 'B')]).toEqual(['healthy', 'down']);
    expect(switchesOf(channel)).toEqual([]);
    expect(told(channel.steps.at(-1) ?? channel.at(14_000, timer()))).toContain('standby-degraded');
  });

  it('is over with the run of the pipeline that prepared it: the standby is what its flow says, and prepared anew', () => {
    const channel = answered('done');
    channel.at(10_000, naming('B', 10_000));
    channel.at(14_000, timer());
    channel.at(20_000, channelState('STOPPED', 20_000));
    channel.at(60_000, channelState('RUNNING', 60_000));
    expect(statusOf(channel, 'B')).toBe('healthy');
    expect(preparesOf(channel)).toEqual(['site-B', 'site-B']);
  });

  it('that is not prepared counts for nothing', () => {
    const channel = onAirA();
    expect(spoken(channel.at(10_000, naming('B', 10_000)))).toEqual(['stale-evidence/none']);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it.each(['done', 'refused'] as const)('is over when a list does not show it any more (%s)', (result) => {
    const channel = answered(result);
    channel.at(10_000, naming('B', 10_000));
    channel.at(14_000, timer());
    channel.at(60_000, seenOn('A', 60_000));
    expect(statusOf(channel, 'B')).toBe('recovering');
    channel.at(71_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('is over when it is cleared, and then MediaConnect is believed again that media arrives', () => {
    const channel = answered('done');
    channel.at(10_000, naming('B', 10_000));
    channel.at(14_000, timer());
    channel.at(20_000, { ...naming('B', 20_000), alarmState: 'cleared' } as Happening);
    expect(statusOf(channel, 'B')).toBe('recovering');
    channel.at(31_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
    expect(told(channel.steps.at(-1) ?? channel.at(31_000, timer()))).toContain('standby-back');
  });

  it('is taken in from a list while it is prepared', () => {
    const channel = answered('done');
    const message = 'Stopped receiving data on [site-B]';
    channel.at(60_000, seenOn('A', 60_000, [{ ...listed('0', 30_000), message }]));
    expect([statusOf(channel, 'A'), statusOf(channel, 'B')]).toEqual(['healthy', 'down']);
  });

  it('stands when it goes on air', () => {
    const channel = answered('done');
    channel.at(10_000, naming('B', 10_000));
    channel.arrive(20_000, 'B');
    channel.at(21_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
  });

  it('is over on air when its end, from before the arrival, comes late', () => {
    const channel = answered('done');
    channel.at(10_000, naming('B', 10_000));
    channel.arrive(20_000, 'B');
    channel.at(50_000, { ...naming('B', 12_000), alarmState: 'cleared' } as Happening);
    expect(statusOf(channel, 'B')).not.toBe('down');
    channel.at(70_000, timer());
    expect(switchesOf(channel)).toEqual([]);
  });
});

describe('a list without alerts', () => {
  it.each([
    ['is no good news of a standby that is prepared', () => answered('done', unwatchedHot())],
    ['is none of one that is not yet', () => onAirA(unwatchedHot())],
    ['is none of one that MediaLive refused to prepare', () => answered('refused', unwatchedHot())],
  ])('%s', (_what, make) => {
    const channel = make();
    channel.at(60_000, seenOn('A', 60_000));
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('leaves no alarm of a standby that is prepared no more', () => {
    const channel = answered('done');
    channel.at(10_000, naming('B', 10_000));
    channel.state = { ...channel.state, prepared: null };
    channel.group = groupOf();
    channel.at(60_000, seenOn('A', 60_000));
    expect(channel.state.health['B']?.['0'].alarms).toEqual({});
    channel.at(71_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });
});

function unwatchedHot() {
  return groupOf({ prepareStandby: true }, [site('A'), unwatchedSite('B')]);
}

it('the time of a prepare is that of its order', () => {
  expect(answered('done').state.prepared).toMatchObject({ at: noon - 1_000, accepted: true });
});
