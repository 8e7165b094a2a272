// Alert 5007, "Initial Probe is Taking Longer Than Expected": a channel that starts on an input without packets.
import { describe, expect, it } from '@jest/globals';
import { stage, type Stage, type StageOptions } from './stage.ts';

async function startedDead(knobs: StageOptions['knobs'] = {}): Promise<Stage> {
  const set = stage({ knobs });
  const started = set.mediaLive.channels.startEstate();
  set.clock.advance(300);
  await started;
  return set;
}

const alerts = (set: Stage) =>
  set
    .details('MediaLive Channel Alert')
    .map(({ pipeline, alarm_state, alert_type }) => [pipeline, alarm_state, alert_type]);
const probe = 'Initial Probe is Taking Longer Than Expected';
const loss = 'Stopped Receiving UDP Input';

describe('a channel that starts on a dead site', () => {
  it('raises 5007 on each pipeline, and not 5302', async () => {
    const set = await startedDead();
    set.clock.advance(4_999);
    expect(alerts(set)).toEqual([]);
    set.clock.advance(60_000);
    expect(alerts(set)).toEqual([
      ['0', 'SET', probe],
      ['1', 'SET', probe],
    ]);
    expect(set.details('MediaLive Channel Alert')[0]).toMatchObject({
      message: 'Initial probe is taking longer than expected on [A]',
    });
  });

  it('raises both where the knob says so', async () => {
    const set = await startedDead({ lossAlertAtStart: true });
    set.clock.advance(5_000);
    expect(alerts(set).slice(0, 2)).toEqual([
      ['0', 'SET', probe],
      ['0', 'SET', loss],
    ]);
  });

  it('clears 5007 with the first packet, and raises 5302 for every loss after that', async () => {
    const set = await startedDead();
    set.clock.advance(5_000);
    const feed = set.feed('A', 0);
    feed.on();
    set.clock.advance(1_000);
    feed.off();
    set.clock.advance(1_000);
    expect(alerts(set).filter(([pipeline]) => pipeline === '0')).toEqual([
      ['0', 'SET', probe],
      ['0', 'CLEARED', probe],
      ['0', 'SET', loss],
    ]);
  });
});
