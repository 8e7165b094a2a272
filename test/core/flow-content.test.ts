// What MediaConnect says of the content of a flow: it counts where the policy names the flag.
import { describe, expect, it } from '@jest/globals';
import type { FlowReport } from '../../core/model/event.ts';
import { policy, threeSites } from './support/groups.ts';
import { report, timer } from './support/happenings.ts';
import { spoken, statusOf } from './support/readings.ts';
import { lose, onAirA } from './support/stories.ts';

const content = (...flags: string[]): FlowReport => ({ kind: 'content', flags });
const three = () => onAirA(threeSites());

describe('the content of a flow', () => {
  it('takes a standby down where the policy counts the flag, for as long as it is raised', () => {
    const channel = three();
    channel.at(1_000, report(content('video_missing'), 'B', '0', 1_000));
    channel.at(2_000, report(content('video_missing', 'audio_silent'), 'B', '0', 2_000));
    channel.at(4_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
    channel.at(20_000, report(content(), 'B', '0', 20_000));
    expect(statusOf(channel, 'B')).toBe('recovering');
    channel.at(31_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it.each(['audio_silent', 'constructor'])('counts for nothing where the policy does not: %s', (flag) => {
    const channel = three();
    channel.at(1_000, report(content(flag), 'B', '0', 1_000));
    channel.at(60_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('that is as it should be does not heal a site that was down when it left the air', () => {
    const channel = three();
    lose(channel, 0);
    channel.schedule(4_100, 19_600);
    channel.arrive(20_000, 'B');
    channel.reports(content(), 'A', 60_000);
    expect(statusOf(channel, 'A')).toBe('down');
  });

  it('that is not as it should be is no good news, where the policy does not count it', () => {
    const channel = three();
    lose(channel, 0);
    channel.schedule(4_100, 19_600);
    channel.arrive(20_000, 'B');
    channel.at(20_000 + policy.standbyMemoryMs, timer());
    channel.reports(content('audio_silent'), 'A', 30_000 + policy.standbyMemoryMs);
    channel.at(120_000 + policy.standbyMemoryMs, timer());
    expect(statusOf(channel, 'A')).toBe('unknown');
  });

  it('whose flags end mends a site that was left for them', () => {
    const channel = three();
    channel.reports(content('video_missing'), 'A', 0);
    channel.at(4_000, timer());
    channel.schedule(4_100, 19_600);
    channel.arrive(20_000, 'B');
    expect(statusOf(channel, 'A')).toBe('down');
    channel.reports(content(), 'A', 60_000);
    channel.at(71_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('is believed by its time', () => {
    const channel = three();
    channel.at(5_000, report(content(), 'B', '0', 5_000));
    expect(spoken(channel.at(6_000, report(content('video_missing'), 'B', '0', 1_000)))).toEqual([
      'stale-evidence/none',
    ]);
  });

  it('without flags, of which nothing was known, is no news', () => {
    const channel = three();
    expect(spoken(channel.at(1_000, report(content(), 'B', '0', 1_000)))).toEqual(['evidence/none']);
  });
});
