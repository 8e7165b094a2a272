// What a report of a flow says was before it: by that a repetition is told from a change of which the first half was lost.
import { describe, expect, it } from '@jest/globals';
import type { FlowHealthEvent } from '../../core/model/event.ts';
import type { PipelineId } from '../../core/model/group.ts';
import {
  alert,
  change,
  Channel,
  failOverToB,
  groupOf,
  lose,
  noon,
  onAirA,
  site,
  spoken,
  statusOf,
  switchesOf,
  timer,
  timerOf,
  told,
  type Happening,
} from './support.ts';

const pipelines = ['0', '1'] as const;

/** A report that says what was before it; unless said, the opposite. */
function says(
  connected: boolean,
  name: string,
  pipeline: PipelineId,
  atMs: number,
  changes: Partial<FlowHealthEvent> = {},
): Happening {
  return {
    type: 'flow-health',
    at: noon + atMs,
    inputGroup: name,
    pipeline,
    scope: 'flow',
    connected,
    previous: !connected,
    ...changes,
  };
}

const failback = { mode: 'automatic', stableMs: 60_000 } as const;

describe('a connection after a loss that nobody reported', () => {
  it('ends what was known to be down: the site is no longer refused', () => {
    const channel = onAirA(groupOf({ failback }));
    failOverToB(channel);
    for (const pipeline of pipelines) channel.at(40_000, says(true, 'A', pipeline, 40_000));
    expect(statusOf(channel, 'A')).toBe('recovering');
    channel.at(50_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
    expect(timerOf(channel, 'failback')).toBe(100_000);
  });

  it('starts the time of stability anew', () => {
    const channel = onAirA(groupOf({ failback }));
    channel.arrive(20_000, 'B');
    channel.state = { ...channel.state, intended: { group: 'B', by: 'automation', at: noon } };
    channel.at(30_000, says(true, 'A', '0', 30_000));
    channel.at(50_000, timer());
    expect(timerOf(channel, 'failback')).toBe(90_000);
  });

  it('from just before the switch, told after it, counts', () => {
    const channel = onAirA();
    for (const pipeline of pipelines) {
      channel.at(100, says(false, 'A', pipeline, 0));
      channel.at(1_100, alert('set', pipeline, 1_000));
    }
    channel.at(5_000, timer());
    channel.schedule(5_100, 20_000);
    for (const pipeline of pipelines) channel.at(20_300, change(pipeline, 'B', 20_000));
    for (const pipeline of pipelines) channel.at(20_700, says(true, 'A', pipeline, 19_000));
    channel.at(31_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
    lose(channel, 40_000);
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });
});

describe('a flow that is connected without bits', () => {
  it('is down, and says so', () => {
    const channel = onAirA();
    for (const pipeline of pipelines) {
      channel.at(1_000, says(false, 'A', pipeline, 1_000, { bitrateZero: true }));
    }
    const lost = channel.at(5_000, timer());
    expect(lost.decisions[0].why).toContain('MediaConnect flow connected without bits');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

describe('two reports of one second that contradict each other', () => {
  const both = [says(true, 'B', '0', 30_000), says(false, 'B', '0', 30_000)] as const;
  const orders = [both, [both[1], both[0]]] as const;

  it.each(orders)('end disconnected where nothing was known before (order %#)', (first, second) => {
    const channel = new Channel();
    channel.at(30_400, first);
    channel.at(30_600, second);
    expect(channel.state.health['B']?.['0'].flow?.connected).toBe(false);
  });

  it.each([
    [false, true],
    [true, false],
  ])(
    'end with the second of them where one is the first of the life of the flow (%s first)',
    (start, end) => {
      for (const reversed of [false, true]) {
        const channel = new Channel();
        const reports = [
          says(start, 'B', '0', 30_000, { previous: null }),
          says(end, 'B', '0', 30_000, { previous: start }),
        ];
        for (const each of reversed ? reports.toReversed() : reports) channel.at(30_500, each);
        expect(channel.state.health['B']?.['0'].flow?.connected).toBe(end);
      }
    },
  );
});

describe('a flow with two sources', () => {
  const two = { '0': { arn: 'arn:flow:B0', sources: 2 } };
  const source = (connected: boolean, atMs: number, arn: string | undefined = 'arn:source:B0:second') =>
    says(connected, 'B', '0', atMs, { scope: 'source', ...(arn && { source: arn }) });

  it('that loses one of them stays healthy, and people are told, once, and when it is back', () => {
    const channel = onAirA(groupOf({}, [site('A'), site('B', { flows: two })]));
    const lost = channel.at(1_000, source(false, 1_000));
    expect(told(lost)).toEqual(['source-lost']);
    expect(lost.decisions[0].why).toContain('B on pipeline 0: source second is disconnected.');
    expect(statusOf(channel, 'B')).toBe('healthy');
    expect(told(channel.at(2_000, source(false, 2_000)))).toEqual([]);
    expect(told(channel.at(60_000, source(true, 60_000)))).toEqual(['source-back']);
  });

  it('believes the later of two reports of a source, and of one second the bad one', () => {
    const channel = onAirA(groupOf({}, [site('A'), site('B', { flows: two })]));
    channel.at(5_000, source(true, 5_000));
    expect(spoken(channel.at(6_000, source(false, 4_000)))).toEqual(['stale-evidence/none']);
    expect(told(channel.at(6_000, source(false, 5_000)))).toEqual(['source-lost']);
    expect(spoken(channel.at(6_000, source(true, 5_000)))).toEqual(['stale-evidence/none']);
  });

  it('remembers as many sources as it has, the latest', () => {
    const channel = onAirA(groupOf({}, [site('A'), site('B', { flows: two })]));
    for (const index of [1, 2, 3])
      channel.at(index * 1_000, source(true, index * 1_000, `arn:source:${index}`));
    const known = Object.keys(channel.state.health['B']?.['0'].facts?.sources ?? {});
    expect(known.sort()).toEqual(['arn:source:2', 'arn:source:3']);
  });

  it('of which MediaConnect does not say which one is told of as one of them', () => {
    const channel = onAirA(groupOf({}, [site('A'), site('B', { flows: two })]));
    const { source: _, ...unnamed } = source(false, 1_000) as FlowHealthEvent;
    expect(told(channel.at(1_000, unnamed))).toEqual(['source-lost']);
  });
});
