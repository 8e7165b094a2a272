// A site that was lost when it left the air is believed again once something says that this is over, however long ago it was.
import { describe, expect, it } from '@jest/globals';
import type { FlowHealthEvent, FlowSnapshot } from '../../core/model/event.ts';
import { pipelineIds } from '../../core/model/group.ts';
import { seenOn } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { flow, noon, timer } from './support/happenings.ts';
import { statusOf } from './support/readings.ts';
import { failOverToB, onAirA } from './support/stories.ts';

/** A was left for its alarms, so long ago that nobody knows any more how it is. */
function leftLongAgo(connected: boolean): Channel {
  const channel = onAirA();
  if (!connected) channel.flows(false, 'A', -1_000);
  failOverToB(channel);
  channel.at(1_000_000, timer());
  return channel;
}

function look(channel: Channel, atMs: number, seen: Partial<FlowSnapshot>): void {
  const flows = Object.fromEntries(
    pipelineIds.map((pipeline) => [`arn:flow:A${pipeline}`, { at: noon + atMs, status: 'ACTIVE', ...seen }]),
  );
  const observed = seenOn('B', atMs);
  channel.at(atMs, { ...observed, answers: { ...('answers' in observed ? observed.answers : {}), flows } });
}

describe('a site that was lost when it left the air, long ago', () => {
  it('and is disconnected is healthy some looks after a device sends to it', () => {
    const channel = leftLongAgo(false);
    look(channel, 1_060_000, { sending: true });
    expect(statusOf(channel, 'A')).toBe('unknown');
    look(channel, 1_120_000, { sending: true });
    look(channel, 1_180_000, { sending: true });
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('and is disconnected is healthy a window after CloudWatch shows media', () => {
    const channel = leftLongAgo(false);
    look(channel, 1_060_000, { carries: true });
    channel.at(1_071_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it.each([
    ['its content is as it should be, and never was otherwise', { kind: 'content', flags: [] }],
    ['its flow is said to be ACTIVE', { kind: 'status', status: 'ACTIVE' }],
    ['an error is over', { kind: 'error', code: 'Output003', errored: false, message: 'no' }],
  ] as const)('stays unknown where %s', (_what, said) => {
    const channel = leftLongAgo(true);
    expect(statusOf(channel, 'A')).toBe('unknown');
    channel.reports(said, 'A', 1_060_000);
    channel.at(1_080_000, timer());
    expect(statusOf(channel, 'A')).toBe('unknown');
  });

  it('stays unknown where a look shows its flow ACTIVE, and nothing of what arrives', () => {
    const channel = leftLongAgo(true);
    look(channel, 1_060_000, {});
    channel.at(1_080_000, timer());
    expect(statusOf(channel, 'A')).toBe('unknown');
  });

  it('is healthy a window after its flow was started again and is connected, though with errors', () => {
    const channel = leftLongAgo(false);
    channel.reports({ kind: 'status', status: 'STANDBY' }, 'A', 1_010_000);
    channel.reports({ kind: 'status', status: 'ACTIVE' }, 'A', 1_020_000);
    for (const pipeline of pipelineIds) {
      const connected = flow(true, 'A', pipeline, 1_025_000) as FlowHealthEvent;
      channel.at(1_025_000, { ...connected, transportErrors: true });
    }
    channel.at(1_040_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('has to last the clear window, though it was lost again for less than its window', () => {
    const channel = leftLongAgo(true);
    channel.flows(false, 'A', 1_010_000);
    channel.flows(true, 'A', 1_011_000);
    expect(statusOf(channel, 'A')).toBe('recovering');
  });
});
