// Where the event of a change was lost, a look shows where a pipeline is and not since when: what alerts say of it then.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { listed, observed, seenOn, snapshot } from './support/answers.ts';
import { alert, change, flow, noon, timer, type Happening } from './support/happenings.ts';
import { switchTo } from './support/orders.ts';
import { spoken, statusOf, switchesOf } from './support/readings.ts';
import { lose, onAirA } from './support/stories.ts';

describe('a look at a channel that has moved without a word', () => {
  const both = (atMs: number) => [listed('0', atMs), listed('1', atMs)];

  it('has the alerts beside it speak of what it shows, though they are older than the look', () => {
    const channel = onAirA();
    channel.at(100_000, seenOn('B', 100_000, both(31_000)));
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('leaves alerts of the look after the next to what is on air as well', () => {
    const channel = onAirA();
    channel.at(100_000, observed({ channel: snapshot(100_000, { '0': 'B', '1': 'B' }) }));
    channel.at(160_000, seenOn('B', 160_000, both(31_000)));
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('does not let alerts that come late decide, as nobody knows of which input they speak', () => {
    const channel = onAirA();
    channel.at(100_000, seenOn('B', 100_000));
    expect(spoken(channel.at(101_000, alert('set', '0', 31_000)))).toEqual(['stale-evidence/none']);
  });

  it('lets alerts that come late count where they name the input that it shows', () => {
    const channel = onAirA();
    const message = 'Stopped receiving network data on [site-B]';
    const seen = snapshot(40_000, { '0': 'B', '1': 'B' });
    channel.at(40_000, observed({ channel: seen }));
    channel.both(41_000, (pipeline) => ({ ...alert('set', pipeline, 31_000), message }) as Happening);
    channel.at(44_000, timer());
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('takes alarms that are active still from the site that was thought to be on air', () => {
    const channel = onAirA();
    lose(channel, 31_000);
    channel.schedule(35_100, 50_600);
    channel.arrive(51_000, 'B');
    // A is back, an operator goes there and it is lost again: but for the alarms, nothing of that is heard.
    for (const pipeline of pipelineIds) {
      channel.at(200_000, flow(false, 'A', pipeline, 100_000));
      channel.at(200_000, flow(true, 'A', pipeline, 199_000));
      channel.at(300_000, alert('set', pipeline, 300_000, 'of-A'));
    }
    const alerts = [listed('0', 300_000, 'of-A'), listed('1', 300_000, 'of-A')];
    channel.at(302_000, seenOn('A', 302_000, alerts));
    expect([statusOf(channel, 'A'), statusOf(channel, 'B')]).toEqual(['suspect', 'healthy']);
  });

  it('is dated by the input change that comes late: from then on alerts count', () => {
    const channel = onAirA();
    const seen = snapshot(100_000, { '0': 'B', '1': 'B' });
    channel.at(100_000, observed({ channel: seen }));
    for (const pipeline of pipelineIds) {
      const dated = channel.at(101_000, change(pipeline, 'B', 30_000));
      expect(spoken(dated)).toEqual(['observation/noted']);
      expect(channel.state.pipelines[pipeline].notBefore).toBeUndefined();
      expect(channel.state.pipelines[pipeline]).toMatchObject({
        running: true,
        runningAt: noon - 600_000,
        attachment: 'site-B',
        since: noon + 30_000,
      });
      channel.at(102_000, alert('set', pipeline, 31_000));
    }
    channel.at(105_000, timer());
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('is not dated by a change to another input', () => {
    const channel = onAirA();
    channel.at(100_000, seenOn('B', 100_000));
    expect(spoken(channel.at(101_000, change('0', 'A', 30_000)))).toEqual(['stale-evidence/none']);
  });

  it('on one pipeline, then on the other, leaves both with the same doubt', () => {
    const channel = onAirA();
    const apart = { channel: snapshot(100_000, { '0': 'B', '1': 'A' }), alerts: [] };
    channel.at(100_000, observed(apart));
    channel.at(160_000, seenOn('B', 160_000, both(31_000)));
    expect(switchesOf(channel)).toEqual(['site-A']);
  });

  it('under a second try counts the alerts since the switch was ordered: the first may have moved it', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'));
    channel.schedule(100, 15_600);
    channel.at(16_000, change('0', 'B', 15_000));
    channel.at(25_700, timer('verify', 25_600));
    channel.schedule(25_800, 41_300);
    channel.at(40_000, seenOn('B', 40_000, both(17_000)));
    expect(channel.state.switch?.to).toBe('A');
  });
});

it('alerts that MediaLive shows, of the second in which a pipeline went there, speak of where it went', () => {
  const channel = onAirA();
  channel.arrive(20_000, 'B');
  channel.at(60_000, seenOn('B', 60_000, [listed('0', 20_000), listed('1', 20_000)]));
  expect(switchesOf(channel)).toEqual(['site-A']);
});
