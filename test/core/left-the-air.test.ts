// What is known of a site that has left the air: MediaLive does not watch it any more, MediaConnect does.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { seenOn } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf, policy, site, unwatchedSite } from './support/groups.ts';
import { alert, flow, timer } from './support/happenings.ts';
import { statusOf, timerOf } from './support/readings.ts';
import { failedOver, lose, onAirA } from './support/stories.ts';

describe('a site that was down when it left the air', () => {
  it('is so too where its alarm ended in the second in which it left, and a later one had just begun', () => {
    const channel = onAirA(groupOf({ failoverOn: 'any-pipeline' }, [unwatchedSite('A'), site('B')]));
    channel.at(0, alert('set', '0', 0));
    channel.at(4_000, timer());
    channel.schedule(4_100, 19_600);
    channel.at(18_500, alert('cleared', '0', 18_000));
    channel.at(19_500, alert('set', '0', 19_000, 'again'));
    channel.arrive(19_900, 'B');
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('stays down while MediaConnect says nothing new', () => {
    const channel = failedOver();
    channel.at(300_000, timer());
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('stays down when a flow that was connected all along reports that again', () => {
    const channel = failedOver();
    channel.at(60_000, flow(true, 'A', '0', 60_000));
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('recovers when its flow comes back', () => {
    const channel = failedOver();
    channel.at(60_000, flow(false, 'A', '0', 60_000));
    channel.at(70_000, flow(true, 'A', '0', 70_000));
    expect(statusOf(channel, 'A')).toBe('recovering');
    channel.at(80_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('that left with an alarm open is vouched for by its flow alone, and that grows old', () => {
    const channel = onAirA(groupOf({ flow: { ...policy.flow, maxAgeMs: 60_000 } }));
    channel.flows(false, 'A', 0);
    lose(channel, 0);
    channel.flows(true, 'A', 5_000);
    channel.arrive(20_000, 'B');
    channel.at(60_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
    channel.at(70_000, timer());
    expect(statusOf(channel, 'A')).toBe('unknown');
  });

  it('recovers when its flow had come back before it left', () => {
    const channel = onAirA();
    for (const pipeline of pipelineIds) {
      channel.at(1_000, flow(false, 'A', pipeline, 0));
      channel.at(2_000, alert('set', pipeline, 1_000));
    }
    channel.at(6_000, timer());
    channel.schedule(6_100, 21_500);
    channel.flows(true, 'A', 16_000);
    channel.arrive(22_000, 'B');
    expect(statusOf(channel, 'A')).toBe('recovering');
    channel.at(26_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('is unknown, not well, once that is old news', () => {
    const channel = failedOver();
    expect(timerOf(channel, 'health')).toBe(920_000);
    channel.at(919_999, timer());
    expect(statusOf(channel, 'A')).toBe('down');
    channel.at(920_000, timer());
    expect(statusOf(channel, 'A')).toBe('unknown');
  });
});

describe('a site that was well when it left the air', () => {
  it('stays healthy where its flow would tell of a loss', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'B');
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('stays healthy where its flow would tell, although it has never spoken', () => {
    const channel = new Channel();
    channel.at(0, seenOn('A', 0));
    channel.arrive(20_000, 'B');
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('is unknown where nothing would tell', () => {
    const channel = onAirA(groupOf({}, [unwatchedSite('A'), site('B')]));
    channel.arrive(20_000, 'B');
    expect(statusOf(channel, 'A')).toBe('unknown');
  });

  it('suspicion that was never confirmed leaves it unknown', () => {
    const channel = onAirA(groupOf({}, [unwatchedSite('A'), site('B')]));
    channel.at(1_000, alert('set', '0', 1_000));
    channel.arrive(2_000, 'B');
    expect(statusOf(channel, 'A')).toBe('unknown');
  });

  it('flows that are lost later take it down as a standby', () => {
    const channel = onAirA();
    channel.arrive(20_000, 'B');
    channel.at(30_000, flow(false, 'A', '0', 30_000));
    channel.at(33_000, timer());
    expect(statusOf(channel, 'A')).toBe('down');
  });
});
