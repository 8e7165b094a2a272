// Alerts of types that the policy does not count: they are written down, and decide nothing.
import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { listed, seenOn } from './support/answers.ts';
import { groupOf } from './support/groups.ts';
import { alert, timer, type Happening } from './support/happenings.ts';
import { decisionOf, spoken } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

describe('an alert type that the policy counts no more', () => {
  it('is not told of as over: the list shows it', () => {
    const channel = onAirA();
    channel.both(0, (pipeline) => alert('set', pipeline, 0));
    channel.at(4_000, timer());
    channel.group = groupOf({ alerts: {} });
    const alerts = pipelineIds.map((pipeline) => listed(pipeline, 0));
    const seen = channel.at(60_000, seenOn('A', 60_000, alerts));
    expect(decisionOf(seen, 'second-look')).toBeUndefined();
  });
});

describe('an alert type that no policy counts', () => {
  const other = (atMs: number, state: 'set' | 'cleared' = 'set'): Happening =>
    ({
      ...alert(state, '0', atMs, `audio-${atMs}`),
      alertType: 'Audio Not Detected',
      message: 'no audio',
    }) as Happening;

  it('is written down at its first SET, and then once an hour with how often it came', () => {
    const channel = onAirA();
    const first = channel.at(0, other(0));
    expect(spoken(first)).toEqual(['unwatched/noted']);
    expect(first.decisions[0].why).toBe(
      'The policy does not count "Audio Not Detected" (pipeline 0). no audio',
    );
    for (const atMs of [60_000, 120_000]) {
      expect(spoken(channel.at(atMs, other(atMs)))).toEqual(['unwatched/none']);
    }
    expect(spoken(channel.at(121_000, other(120_000)))).toEqual(['unwatched/none']);
    expect(spoken(channel.at(130_000, other(130_000, 'cleared')))).toEqual(['unwatched/none']);
    const again = channel.at(3_600_000, other(3_600_000));
    expect(again.decisions[0].why).toContain('It was raised 2 more times since it was last logged.');
  });

  it('that says that MediaLive has failed over by itself is explained', () => {
    const channel = onAirA();
    const step = channel.at(0, {
      ...alert('set', '0', 0),
      alertType: 'Input Failed Over',
      message: '',
    } as Happening);
    expect(step.decisions[0].why).toContain('MediaLive has moved this pipeline by its own input failover.');
  });

  it('is remembered with no more than 23 others, whatever its name', () => {
    const channel = onAirA();
    for (let index = 0; index < 40; index += 1) {
      channel.at(index, { ...alert('set', '0', 0), alertType: `Type ${index}` } as Happening);
    }
    channel.at(100, { ...alert('set', '0', 0), alertType: 'constructor' } as Happening);
    expect(Object.keys(channel.state.unwatched ?? {})).toHaveLength(24);
  });
});
