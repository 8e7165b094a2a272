// Good evidence of a standby grows old, and a look keeps it young.
import { describe, expect, it } from '@jest/globals';
import { policy, threeSites } from './support/groups.ts';
import { timer } from './support/happenings.ts';
import { statusOf, switchesOf, timerOf } from './support/readings.ts';
import { look, lose, onAirA } from './support/stories.ts';

const aging = { flow: { ...policy.flow, maxAgeMs: 900_000 } };
const three = (changes = {}) => onAirA(threeSites(changes));

describe('good evidence of a standby', () => {
  it('ages: of what nothing is heard nothing is known', () => {
    const channel = three(aging);
    expect(timerOf(channel, 'age')).toBe(301_000);
    channel.at(300_999, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
    channel.at(301_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('of the site on air does not: MediaLive watches it', () => {
    const channel = three(aging);
    channel.at(3_600_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it.each([{ carries: true }, { sending: true }])('is kept young by a look (%j)', (seen) => {
    const channel = three(aging);
    look(channel, 240_000, 'B', seen);
    channel.at(1_139_999, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
    channel.at(1_140_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('is not kept young by a look that says nothing of what arrives', () => {
    const channel = three(aging);
    look(channel, 240_000, 'B', {});
    channel.at(301_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('that is too old makes another site the better choice', () => {
    const channel = three(aging);
    look(channel, 240_000, 'C', { carries: true });
    channel.at(302_000, timer());
    lose(channel, 310_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });
});
