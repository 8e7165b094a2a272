// MediaConnect said that nothing arrives, its word that this is over was lost, and MediaLive has seen the media come back.
import { describe, expect, it } from '@jest/globals';
import { unknownHealth } from '../../core/initial-state.ts';
import { listed, seenOn } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, channelState, flow, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf, told } from './support/readings.ts';
import { lose, onAirA } from './support/stories.ts';

const withoutSecondLook = groupOf({ secondLook: false });

/** The feed of pipeline 0 fails at 10 s and is back at 12 s, by MediaLive's word alone. */
function shaken(group = withoutSecondLook): Channel {
  const channel = onAirA(group);
  channel.at(10_500, flow(false, 'A', '0', 10_000));
  channel.at(11_500, alert('set', '0', 11_000));
  channel.at(12_500, alert('cleared', '0', 12_000));
  channel.at(30_000, timer());
  return channel;
}

describe("an alarm of MediaLive's that is over, raised since MediaConnect said that nothing arrives", () => {
  it('belies that word: the pipeline is well', () => {
    expect(statusOf(shaken(), 'A', '0')).toBe('healthy');
  });

  it('leaves no loss to be answered when the other pipeline stops', () => {
    const channel = shaken();
    channel.at(40_000, channelState('STOPPED', 40_000, '1'));
    channel.at(60_000, timer());
    expect(switchesOf(channel)).toEqual([]);
  });

  it('belies it in whichever order the two are heard', () => {
    const channel = onAirA(withoutSecondLook);
    channel.at(11_500, alert('set', '0', 11_000));
    channel.at(12_500, alert('cleared', '0', 12_000));
    channel.at(13_000, flow(false, 'A', '0', 10_000));
    channel.at(30_000, timer());
    expect(statusOf(channel, 'A', '0')).toBe('healthy');
  });

  it('lets no older word of MediaConnect count that comes late', () => {
    const channel = shaken();
    channel.arrive(40_000, 'B');
    expect(spoken(channel.at(41_000, flow(true, 'A', '0', 5_000)))).toEqual(['stale-evidence/none']);
  });

  it('belies nothing that MediaConnect says afterwards', () => {
    const channel = shaken();
    channel.at(40_500, flow(false, 'A', '0', 40_000));
    channel.at(50_000, timer());
    expect(statusOf(channel, 'A', '0')).toBe('down');
  });

  it('belies it also where its own beginning was not heard of', () => {
    const channel = onAirA(withoutSecondLook);
    channel.at(10_500, flow(false, 'A', '0', 10_000));
    channel.at(12_500, alert('cleared', '0', 12_000));
    channel.at(30_000, timer());
    expect(statusOf(channel, 'A', '0')).not.toBe('down');
  });

  it('belies nothing when it was raised before: it was of another loss', () => {
    const channel = onAirA(withoutSecondLook);
    channel.at(9_500, alert('set', '0', 9_000));
    channel.at(10_500, flow(false, 'A', '0', 10_000));
    channel.at(12_500, alert('cleared', '0', 12_000));
    channel.at(30_000, timer());
    expect(statusOf(channel, 'A', '0')).toBe('down');
  });

  it('belies nothing when only a list no longer shows it', () => {
    const channel = onAirA(withoutSecondLook);
    channel.at(10_500, flow(false, 'A', '0', 10_000));
    channel.at(11_500, alert('set', '0', 11_000));
    channel.at(13_000, seenOn('A', 13_000));
    channel.at(20_000, timer());
    expect(statusOf(channel, 'A', '0')).toBe('down');
  });

  it('stays over when the channel leaves', () => {
    const channel = shaken();
    channel.arrive(40_000, 'B');
    channel.at(41_000, timer());
    expect(statusOf(channel, 'A', '0')).toBe('healthy');
  });

  it('that ends as the channel leaves belies nothing: nobody looks any more', () => {
    const channel = onAirA(withoutSecondLook);
    channel.at(10_500, flow(false, 'A', '0', 10_000));
    channel.at(11_500, alert('set', '0', 11_000));
    channel.at(40_100, alert('cleared', '0', 40_000));
    channel.arrive(40_000, 'B');
    channel.at(60_000, timer());
    expect(statusOf(channel, 'A', '0')).toBe('down');
  });

  it('that ends as its pipeline stops belies nothing either', () => {
    const channel = onAirA(withoutSecondLook);
    channel.at(10_500, flow(false, 'A', '0', 10_000));
    channel.at(11_500, alert('set', '0', 11_000));
    channel.at(40_100, alert('cleared', '0', 40_000));
    channel.at(40_200, channelState('STOPPED', 40_000, '0'));
    channel.at(60_000, timer());
    expect(statusOf(channel, 'A', '0')).toBe('down');
  });
});

describe('a word of a flow that is older than its loss, and comes late', () => {
  it('is not its return', () => {
    const channel = onAirA();
    channel.state = {
      ...channel.state,
      health: {
        ...channel.state.health,
        A: { '0': { ...unknownHealth }, '1': { ...unknownHealth } },
      },
    };
    lose(channel, 10_000);
    channel.arrive(30_000, 'B');
    channel.both(40_000, (pipeline) => flow(true, 'A', pipeline, 5_000));
    channel.at(60_000, timer());
    expect([statusOf(channel, 'A', '0'), statusOf(channel, 'A', '1')]).toEqual(['down', 'down']);
    channel.flows(false, 'A', 61_000);
    channel.flows(true, 'A', 62_000);
    channel.at(80_000, timer());
    expect([statusOf(channel, 'A', '0'), statusOf(channel, 'A', '1')]).toEqual(['healthy', 'healthy']);
  });
});

describe('a loss by the word of MediaConnect alone, whose end was not heard of', () => {
  /** B is lost to MediaConnect as well; then MediaLive, asked, shows no alert of what is on air. */
  function contradicted(): Channel {
    const channel = onAirA(groupOf({ secondLook: false, failoverOn: 'any-pipeline' }));
    channel.at(10_500, flow(false, 'B', '0', 10_000));
    channel.at(20_500, flow(false, 'A', '0', 20_000));
    channel.at(24_000, timer());
    channel.at(60_000, seenOn('A', 60_000));
    return channel;
  }

  it('is told, and is over when MediaLive, asked, shows no alert', () => {
    const channel = contradicted();
    expect(channel.steps.flatMap(told)).toEqual(['standby-degraded', 'failover-prevented', 'recovered']);
    expect(channel.state.incident).toBeNull();
  });

  it('is lost again when MediaLive has an alert', () => {
    const channel = contradicted();
    channel.flows(true, 'B', 70_000);
    channel.at(90_000, timer());
    channel.at(100_500, alert('set', '0', 100_000));
    channel.at(104_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('is not over when the list shows an alert that no policy counts, and that says that there is no picture', () => {
    const channel = onAirA(groupOf({ secondLook: false, failoverOn: 'any-pipeline' }));
    channel.at(10_500, flow(false, 'B', '0', 10_000));
    channel.at(20_500, flow(false, 'A', '0', 20_000));
    channel.at(24_000, timer());
    channel.at(60_000, seenOn('A', 60_000, [{ ...listed('0', 21_000), alertType: 'Video Not Detected' }]));
    channel.at(61_000, timer());
    expect(channel.steps.flatMap(told)).toEqual(['standby-degraded', 'failover-prevented']);
    expect(channel.state.incident).toMatchObject({ kind: 'prevented' });
  });

  it('is over when a later list no longer shows that alert', () => {
    const channel = onAirA(groupOf({ secondLook: false, failoverOn: 'any-pipeline' }));
    channel.at(10_500, flow(false, 'B', '0', 10_000));
    channel.at(20_500, flow(false, 'A', '0', 20_000));
    channel.at(60_000, seenOn('A', 60_000, [{ ...listed('0', 21_000), alertType: 'Video Not Detected' }]));
    channel.at(120_000, seenOn('A', 120_000));
    expect(channel.steps.flatMap(told).at(-1)).toBe('recovered');
  });

  it('is not over by a list that was taken while another site was on air', () => {
    const channel = onAirA(groupOf({ secondLook: false }));
    channel.flows(false, 'B', 10_000);
    channel.at(60_000, seenOn('A', 60_000));
    channel.arrive(70_000, 'B');
    channel.at(90_000, timer());
    expect(switchesOf(channel)).toEqual(['site-A']);
  });
});
