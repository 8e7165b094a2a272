/** The regular look at the sources, when the process itself is starved: the clock here can be late. */
import { describe, expect, it } from '@jest/globals';

import type { Clock } from '../../../twin/clock.ts';
import { createFlowEvents } from '../../../twin/mediaconnect/events.ts';
import { createFlowRunner } from '../../../twin/mediaconnect/flow-runner.ts';
import { sourceHealth } from '../../../twin/mediaconnect/health.ts';
import type { Receiver } from '../../../twin/mediaconnect/receiver.ts';
import { noTr101Errors } from '../../../twin/mediaconnect/tr101.ts';
import { flowSpec } from './flow-spec.ts';
import { recordedEvents } from './recorded-events.ts';

const silentForMs = 500;

function setup() {
  let now = 1_000_000;
  let due: (() => void) | undefined;
  const clock: Clock = {
    now: () => now,
    after: (_ms, task) => {
      due = task;
      return () => {
        due = undefined;
      };
    },
  };
  let lastPacketAt: number | undefined;
  const receiver: Receiver = {
    arn: 'arn:source',
    name: 'main',
    host: '127.0.0.1',
    port: 1,
    facts: () => ({ packets: 0, foreign: 0, malformed: 0, lastPacketAt, peer: undefined }),
    listen: () => undefined,
    mute: () => undefined,
    health: (nowMs) =>
      sourceHealth({
        lastPacketAt,
        lastMediaAt: lastPacketAt,
        sinceMs: 0,
        nowMs,
        silenceMs: silentForMs,
        tr101: noTr101Errors,
      }),
    close: () => Promise.resolve(),
  };
  const { sink, emitted } = recordedEvents();
  const spec = flowSpec('f');
  const runner = createFlowRunner({
    spec,
    receivers: [receiver],
    silenceMs: silentForMs,
    events: createFlowEvents(spec.arn, sink),
    clock,
    forward: () => undefined,
  });
  const hear = () => {
    lastPacketAt = now;
  };
  /** Lets the next check run `ms` after the one before. */
  const check = (ms: number) => {
    now += ms;
    due?.();
  };
  runner.start();
  hear();
  check(50);
  emitted.length = 0;
  return { check, emitted, hear, runner, isArmed: () => due !== undefined };
}

describe('the look at the sources of a flow', () => {
  it('does not take starvation of its own process for a loss', () => {
    const { check, emitted, hear } = setup();
    check(5_000);
    hear();
    check(50);
    expect(emitted).toEqual([]);
  });

  it('sees a loss at the next look after a starvation', () => {
    const { check, emitted } = setup();
    check(5_000);
    check(50);
    expect(emitted).toHaveLength(3);
  });

  it('sees a loss in a process that is starved for good', () => {
    const { check, emitted } = setup();
    check(600);
    check(600);
    expect(emitted).toHaveLength(3);
  });

  it('ends with the flow', () => {
    const { runner, isArmed } = setup();
    expect(runner.healthOf('arn:source')?.state).toBe('CONNECTED');
    runner.stop();
    expect(isArmed()).toBe(false);
    expect(runner.healthOf('arn:source')).toBeUndefined();
  });
});
