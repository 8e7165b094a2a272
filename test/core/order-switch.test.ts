// What is owed for a switch: one schedule action under a name of its own, and a word to people and systems.
import { describe, expect, it } from '@jest/globals';
import { groupOf } from './support/groups.ts';
import { noon } from './support/happenings.ts';
import { failOverToB, lostA, onAirA } from './support/stories.ts';

describe('a failover', () => {
  it('owes one schedule action, named after its generation, its target and its time', () => {
    const channel = lostA();
    expect(channel.owedSwitch).toMatchObject({
      actionName: 'failover-1-B-20261121T120004Z',
      attachment: 'site-B',
      start: { type: 'fixed', leadMs: 15_500 },
      expiresAt: noon + 304_000,
    });
    expect(channel.state.switch).toMatchObject({
      from: 'A',
      to: 'B',
      accepted: false,
      startAt: noon + 19_500,
    });
  });

  it('can be immediate, and is then expected 10 s later', () => {
    const channel = lostA(groupOf({ start: { type: 'immediate' } }));
    expect(channel.owedSwitch?.start).toEqual({ type: 'immediate' });
    expect(channel.state.switch?.startAt).toBe(noon + 14_000);
  });

  it('is told when it starts and when it is done, under one correlation id', () => {
    const channel = onAirA();
    const before = channel.steps.length;
    failOverToB(channel);
    const notes = channel.steps
      .slice(before)
      .flatMap(({ effects }) => effects.filter((effect) => effect.type === 'notify'));
    expect(notes.map(({ notification }) => [notification.event, notification.correlationId])).toEqual([
      ['switch-started', 'failover-1-B-20261121T120004Z'],
      ['switch-completed', 'failover-1-B-20261121T120004Z'],
      ['standby-lost', expect.any(String)],
    ]);
  });
});
