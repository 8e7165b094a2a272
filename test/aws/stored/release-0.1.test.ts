import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inquiryFor } from '../../../core/inquiry.ts';
import { transition } from '../../../core/transition.ts';
import { failoverGroupFor } from '../../../control/loop/load.ts';
import { defaultPolicy } from '../../../core/model/group.ts';
import { readGroup } from '../../../aws/stored/group.ts';
import { readMember } from '../../../aws/stored/member.ts';
import { inStoredNames } from '../../../aws/stored/site-names.ts';
import { readState, storedState } from '../../../aws/stored/state.ts';
import { channelArn } from '../../control/support/rehearsal.ts';

type Item = Readonly<Record<string, unknown>>;

/** Items as the first release (commit b37d387) wrote them. */
function itemsOf(story: string): Readonly<Record<'group' | 'member' | 'state', Item>> {
  const path = join(import.meta.dirname, '..', 'fixtures', 'release-0.1', `${story}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<'group' | 'member' | 'state', Item>;
}

/** Read as soon as it was saved. */
const nowOf = ({ state }: ReturnType<typeof itemsOf>): number => Number(state['savedAt']);

describe.each(['failover-owed', 'planned-and-held', 'cancel-owed'])(
  'what the first release saved (%s)',
  (story) => {
    const items = itemsOf(story);
    const { state, misread } = readState(channelArn, items.state, nowOf(items));
    const read = readGroup('news', items.group, nowOf(items));
    const { member } = readMember(channelArn, items.member);

    it('is read to the last value', () => {
      expect([misread, read.misread, readMember(channelArn, items.member).misread]).toEqual([[], [], []]);
      expect(inStoredNames(storedState(state))).toEqual(items.state['state']);
    });

    it('has the keys that came later as when nothing is said of them', () => {
      const { policy } = read.group.definition;
      expect(policy.contentQuality).toEqual(defaultPolicy.contentQuality);
      expect(policy.lastResortMs).toBe(defaultPolicy.lastResortMs);
      expect(policy.accumulated).toEqual(defaultPolicy.accumulated);
      expect(policy.flow.maxAgeMs).toBe(defaultPolicy.flow.maxAgeMs);
      expect(policy.failback.hours).toEqual({ fromMinute: 60, toMinute: 300 });
    });

    it('is decided on', () => {
      if (!member) throw new Error('the member was not read');
      const group = failoverGroupFor(read.group, member);
      const now = Number(items.state['savedAt']) + 20_000;
      const event = { type: 'observation', id: 'look', now } as const;
      expect(inquiryFor(state, event, group)).toBeDefined();
      expect(transition(state, event, group).decisions.length).toBeGreaterThan(0);
    });
  },
);

describe('what the first release owed', () => {
  const kinds = (story: string) =>
    Object.values(readState(channelArn, itemsOf(story).state, nowOf(itemsOf(story))).state.outbox).map(
      ({ type }) => type,
    );

  it('is owed still, of every kind', () => {
    expect(new Set([...kinds('failover-owed'), ...kinds('cancel-owed')])).toEqual(
      new Set(['schedule-switch', 'cancel-switch', 'write-log', 'notify', 'publish', 'start-timer']),
    );
  });

  it('keeps the word on what was to be prepared, though nobody heeds it any more', () => {
    const { outbox } = readState(
      channelArn,
      itemsOf('failover-owed').state,
      nowOf(itemsOf('failover-owed')),
    ).state;
    expect(Object.values(outbox)).toContainEqual(
      expect.objectContaining({ type: 'schedule-switch', attachment: 'site-B', prepare: 'site-A' }),
    );
  });
});
