// A channel's item stays far below what DynamoDB takes, whatever storms come; what is dropped is counted.
import { describe, expect, it } from '@jest/globals';
import { bound } from '../../core/bounds.ts';
import { pipelineIds } from '../../core/model/group.ts';
import type { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, noon, outcome, report, timer, type Happening } from './support/happenings.ts';
import { switchTo } from './support/orders.ts';
import { lostA, onAirA } from './support/stories.ts';

const size = ({ state }: Channel) => JSON.stringify(state).length;
const types = ['Stopped Receiving UDP Input', 'Video Not Detected', 'Input Removed the Active Program'];
const window = { confirmMs: 3_600_000, clearMs: 10_000 };
const watching = groupOf({ alerts: Object.fromEntries(types.map((type) => [type, window])) });

/** MediaLive raises and clears every type on both pipelines every two seconds, with a long message. */
function storm(channel: Channel, seconds: number, clears = true): void {
  const message = 'x'.repeat(500);
  for (let second = 0; second < seconds; second += 2) {
    for (const alertType of types) {
      for (const pipeline of pipelineIds) {
        const id = `${alertType}-${pipeline}-${second}`;
        for (const state of clears ? (['set', 'cleared'] as const) : (['set'] as const)) {
          const atMs = (second + (state === 'set' ? 0 : 1)) * 1_000;
          channel.at(atMs, { ...alert(state, pipeline, atMs, id), alertType, message } as Happening);
        }
      }
    }
    deliver(channel, second * 1_000 + 1_100);
  }
}

function deliver(channel: Channel, atMs: number): void {
  const done = Object.keys(channel.state.outbox).map((effectId) => ({ effectId, result: 'done' }) as const);
  channel.at(atMs, outcome(...done));
}

describe('a storm of alarms', () => {
  it.each([true, false])(
    'of four minutes leaves a small item, and is counted (cleared: %s)',
    (clears) => {
      const channel = onAirA(watching);
      storm(channel, 240, clears);
      expect(size(channel)).toBeLessThan(100_000);
      expect(channel.state.dropped?.['alarms']).toBeGreaterThan(200);
    },
    60_000,
  );

  it('leaves the alarms that were raised first: their windows are behind them', () => {
    const channel = onAirA(watching);
    storm(channel, 120, false);
    expect(Object.keys(channel.state.health['A']?.['0'].alarms ?? {})).toContain(`${types[0] ?? ''}-0-0`);
  });

  it('keeps closed alarms rather than none, the latest first, without their messages', () => {
    const channel = onAirA(watching);
    storm(channel, 120);
    const alarms = Object.entries(channel.state.health['A']?.['0'].alarms ?? {});
    expect(alarms).toHaveLength(24);
    expect(alarms.map(([id]) => id)).toContain(`${types[0] ?? ''}-0-118`);
    expect(alarms.every(([, { message }]) => message === '')).toBe(true);
  });
});

describe('messages that nobody takes', () => {
  it('do not fill the item: the oldest are dropped and counted', () => {
    const channel = onAirA();
    for (let minute = 0; minute < 120; minute += 1) {
      const atMs = minute * 60_000;
      channel.at(atMs, alert('set', '0', atMs, `flap-${minute}`));
      channel.at(atMs + 4_000, timer());
      channel.at(atMs + 20_000, alert('cleared', '0', atMs + 20_000, `flap-${minute}`));
      channel.at(atMs + 40_000, timer());
    }
    expect(size(channel)).toBeLessThan(100_000);
    expect(channel.state.dropped?.['owed']).toBeGreaterThan(200);
  }, 60_000);

  it('expire after an hour; what moves a channel does not', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + 24 * 3_600_000 }));
    channel.at(2 * 3_600_000, timer());
    const owed = Object.values(channel.state.outbox).map(({ type }) => type);
    expect(owed).toContain('schedule-switch');
    expect(owed).not.toContain('notify');
  });

  it('do not push out the order of a switch', () => {
    const channel = lostA();
    for (let index = 0; index < 100; index += 1) channel.at(5_000, alert('set', '0', 5_000, `more-${index}`));
    expect(channel.owedSwitch?.attachment).toBe('site-B');
  });
});

it('an error of MediaConnect keeps 80 characters of its message: people have the rest in the log', () => {
  const channel = onAirA();
  const error = { kind: 'error', code: '500', errored: true, message: 'x'.repeat(500) } as const;
  channel.at(0, report(error, 'B', '0', 0));
  expect(channel.state.health['B']?.['0'].facts?.errors?.['500']?.message).toBe('x'.repeat(80));
});

it('what is small is left as it is', () => {
  const { state, group } = onAirA();
  const turn = {
    state,
    group,
    event: { ...timer(), id: 'one', now: noon },
    effects: [],
    decisions: [],
  } as const;
  expect(bound(turn)).toBe(turn);
});
