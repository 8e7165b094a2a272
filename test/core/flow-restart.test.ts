// A flow that starts again has connections of its own: it is waited for until it says whether anything arrives.
import { describe, expect, it } from '@jest/globals';
import type { FlowReport } from '../../core/model/event.ts';
import { pipelineIds } from '../../core/model/group.ts';
import { flow, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf, timerOf } from './support/readings.ts';
import { lose, onAirA } from './support/stories.ts';

const status = (name: string): FlowReport => ({ kind: 'status', status: name });

describe('a flow that has stopped and started', () => {
  const started = () => {
    const channel = onAirA();
    channel.reports(status('STANDBY'), 'B', 1_000);
    lose(channel, 10_000);
    channel.reports(status('ACTIVE'), 'B', 60_000);
    return channel;
  };

  it('is waited for until it says whether anything arrives: nothing does, and nobody goes there', () => {
    const channel = started();
    channel.flows(false, 'B', 60_000);
    channel.at(90_000, timer());
    expect(switchesOf(channel)).toEqual([]);
  });

  it('is gone to when it has said nothing for a window, where nothing better is left', () => {
    const channel = started();
    expect(timerOf(channel, 'health')).toBe(63_000);
    channel.at(62_900, timer());
    expect(switchesOf(channel)).toEqual([]);
    channel.at(63_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('takes no loss of before for one of its own, however late it is told', () => {
    const channel = onAirA();
    channel.reports(status('STOPPING'), 'B', 10_000);
    channel.reports(status('STARTING'), 'B', 40_000);
    channel.reports(status('ACTIVE'), 'B', 45_000);
    for (const pipeline of pipelineIds) {
      expect(spoken(channel.at(60_000, flow(false, 'B', pipeline, 10_000)))).toEqual(['stale-evidence/none']);
    }
    channel.at(70_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
    channel.flows(false, 'B', 80_000);
    channel.at(84_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
  });
});
