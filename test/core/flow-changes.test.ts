// What a report of a flow says was before it: by that a repetition is told from a change of which the first half was lost.
import { describe, expect, it } from '@jest/globals';
import { unknownGroupHealth } from '../../core/initial-state.ts';
import type { FlowHealthEvent } from '../../core/model/event.ts';
import { pipelineIds, type PipelineId } from '../../core/model/group.ts';
import { seenOn } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, change, flow, noon, timer, type Happening } from './support/happenings.ts';
import { statusOf, switchesOf, timerOf } from './support/readings.ts';
import { failedOver, failOverToB, lose, onAirA } from './support/stories.ts';

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
    site: name,
    pipeline,
    scope: 'flow',
    connected,
    previous: !connected,
    ...changes,
  };
}

const failback = { mode: 'automatic', stableMs: 60_000 } as const;

describe('a report that repeats what was said', () => {
  const repeated = { previous: true, transportErrors: true } as const;

  it('makes a lost site no better than unknown, however old its loss: there is no failback', () => {
    const channel = failedOver(groupOf({ failback }));
    channel.at(1_000_000, timer());
    channel.both(1_200_000, (pipeline) => says(true, 'A', pipeline, 1_200_000, repeated));
    channel.at(1_300_000, timer());
    expect(statusOf(channel, 'A')).not.toBe('healthy');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('without saying so dates the health of a lost site to no time before its loss', () => {
    const channel = failedOver(groupOf({ failback }));
    channel.at(1_000_000, timer());
    for (const pipeline of pipelineIds) {
      const { previous: _, ...unsaid } = says(true, 'A', pipeline, 1_200_000) as FlowHealthEvent;
      channel.at(1_200_000, unsaid);
    }
    channel.at(1_201_000, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('as the first that is heard of a flow, with errors, does not bring back what was lost', () => {
    const channel = onAirA(groupOf({ failback }));
    channel.state = {
      ...channel.state,
      health: { ...channel.state.health, A: unknownGroupHealth },
    };
    failOverToB(channel);
    for (const pipeline of pipelineIds) {
      channel.at(40_000, { ...flow(true, 'A', pipeline, 40_000), transportErrors: true } as Happening);
      channel.at(45_000, flow(true, 'A', pipeline, 45_000));
    }
    channel.at(200_000, timer());
    expect(statusOf(channel, 'A')).toBe('down');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });

  it('tells of errors in the transport stream and changes no health', () => {
    const channel = onAirA();
    channel.at(1_000, says(true, 'B', '0', 1_000, repeated));
    expect(statusOf(channel, 'B')).toBe('healthy');
    expect(channel.state.health['B']?.['0'].facts?.transportErrorsAt).toBe(noon + 1_000);
    channel.at(60_000, says(true, 'B', '0', 60_000, { previous: true }));
    expect(channel.state.health['B']?.['0'].facts).toBeUndefined();
  });
});

describe('a connection after a loss that nobody reported', () => {
  it('ends what was known to be down: the site is no longer refused', () => {
    const channel = failedOver(groupOf({ failback }));
    channel.both(40_000, (pipeline) => says(true, 'A', pipeline, 40_000));
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
    for (const pipeline of pipelineIds) {
      channel.at(100, says(false, 'A', pipeline, 0));
      channel.at(1_100, alert('set', pipeline, 1_000));
    }
    channel.at(5_000, timer());
    channel.schedule(5_100, 20_000);
    channel.both(20_300, (pipeline) => change(pipeline, 'B', 20_000));
    channel.both(20_700, (pipeline) => says(true, 'A', pipeline, 19_000));
    channel.at(31_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
    lose(channel, 40_000);
    expect(switchesOf(channel)).toEqual(['site-B', 'site-A']);
  });
});

describe('a flow that is connected without bits', () => {
  it('is down, and says so', () => {
    const channel = onAirA();
    channel.both(1_000, (pipeline) => says(false, 'A', pipeline, 1_000, { bitrateZero: true }));
    const lost = channel.at(5_000, timer());
    expect(lost.decisions[0].why).toContain('MediaConnect flow connected without bits');
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

describe('two reports of one second that contradict each other', () => {
  const both = [says(true, 'B', '0', 30_000), says(false, 'B', '0', 30_000)] as const;
  const orders = [both, [both[1], both[0]]] as const;

  it.each(orders)('lead back to a connection that was known before (order %#)', (first, second) => {
    const channel = onAirA();
    channel.at(30_400, first);
    channel.at(30_600, second);
    channel.at(60_000, timer());
    expect(channel.state.health['B']?.['0'].flow?.connected).toBe(true);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it.each(orders)('lead back to a loss that was known before (order %#)', (first, second) => {
    const channel = onAirA();
    channel.at(10_000, says(false, 'B', '0', 10_000));
    channel.at(30_400, first);
    channel.at(30_600, second);
    channel.at(60_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
  });

  it.each(orders)('make a standby of which nothing was known unknown (order %#)', (first, second) => {
    const channel = new Channel();
    channel.at(30_400, first);
    channel.at(30_600, second);
    channel.at(60_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
    channel.at(70_000, says(true, 'B', '0', 70_000));
    expect(statusOf(channel, 'B')).toBe('healthy');
    channel.at(80_000, says(false, 'B', '0', 80_000));
    channel.at(84_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
  });

  it.each([
    ['lost', true],
    ['back', false],
  ])('end with the change where the other is a repetition: %s', (_what, known) => {
    for (const reversed of [false, true]) {
      const channel = new Channel();
      const reports = [
        says(known, 'B', '0', 30_000, { previous: known }),
        says(!known, 'B', '0', 30_000, { previous: known }),
      ];
      for (const each of reversed ? reports.toReversed() : reports) channel.at(30_500, each);
      channel.at(60_000, timer());
      expect(statusOf(channel, 'B')).toBe(known ? 'down' : 'healthy');
    }
  });

  it.each(orders)(
    'lead back to media where MediaLive had the site on air and no alert (order %#)',
    (...reports) => {
      const channel = new Channel(groupOf({ secondLook: false }));
      channel.at(0, seenOn('A', 0));
      for (const pipeline of pipelineIds) {
        for (const each of reports) channel.at(30_500, { ...each, site: 'A', pipeline } as Happening);
      }
      channel.at(60_000, timer());
      expect(statusOf(channel, 'A')).toBe('healthy');
      expect(switchesOf(channel)).toEqual([]);
    },
  );

  it.each([[undefined], [{ previous: false }]])('are no window of a loss that follows (%p)', (said) => {
    const channel = new Channel(groupOf({ secondLook: false }));
    channel.at(0, seenOn('A', 0));
    for (const pipeline of pipelineIds) {
      for (const each of both) channel.at(30_500, { ...each, site: 'A', pipeline } as Happening);
      channel.at(50_000, says(false, 'A', pipeline, 50_000, said ?? {}));
    }
    channel.at(51_500, timer());
    expect(statusOf(channel, 'A')).toBe('suspect');
    channel.at(54_500, timer());
    expect(switchesOf(channel)).toEqual(['site-B']);
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
