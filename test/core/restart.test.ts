// A channel that is stopped and started, or for a moment looks so: what was ordered before, and what MediaLive lists after.
import { describe, expect, it } from '@jest/globals';
import {
  alert,
  change,
  listed,
  noon,
  onAirA,
  seenOn,
  snapshot,
  spoken,
  statusOf,
  switchesOf,
  timer,
} from './support.ts';

const pipelines = ['0', '1'] as const;
const both = (atMs: number) =>
  pipelines.map((pipeline) => listed(pipeline, atMs, `alarm-${pipeline}-${atMs}`));

describe('a look that says for a moment that nothing runs', () => {
  it('does not make the loss invisible: what MediaLive lists after it counts, whatever its age', () => {
    const channel = onAirA();
    for (const pipeline of pipelines)
      channel.at(1_000, alert('set', pipeline, 1_000, `alarm-${pipeline}-1000`));
    const idle = { at: noon + 2_000, state: 'DELETED', pipelines: {} };
    channel.at(2_000, { type: 'observation', answers: { channel: idle, alerts: [] } });
    channel.at(62_000, seenOn('A', 62_000, both(1_000)));
    channel.at(70_000, seenOn('A', 70_000, both(1_000)));
    expect(statusOf(channel, 'A')).toBe('down');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('RUNNING without any pipeline says nothing', () => {
    const channel = onAirA();
    const empty = { at: noon, state: 'RUNNING', pipelines: {} };
    expect(spoken(channel.at(0, { type: 'observation', answers: { channel: empty } }))).toEqual([
      'observation/none',
    ]);
    expect(channel.state.pipelines['0'].running).toBe(true);
  });
});

describe('pipelines that are apart', () => {
  it('are brought to the site that is whole, not to the intended one that is half dead', () => {
    const channel = onAirA();
    for (const pipeline of pipelines) channel.at(0, alert('set', pipeline, 0));
    channel.at(500, alert('cleared', '1', 500, 'alarm-1'));
    channel.at(4_000, timer());
    channel.at(10_000, change('1', 'B', 10_000));
    channel.at(11_000, timer());
    const seen = { channel: snapshot(16_000, { '0': 'A', '1': 'B' }), alerts: [listed('0', 0, 'alarm-0')] };
    channel.at(16_000, { ...timer('divergence'), answers: seen });
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});
