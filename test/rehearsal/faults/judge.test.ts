/** The judgement over a fault: it must be able to fail, on each thing that it demands. */
import { describe, expect, it } from '@jest/globals';
import { judge, type ChannelFacts, type FaultFacts } from '../../../rehearsal/faults/judge.ts';
import { channelDone as channel } from './channel-done.ts';

const well: FaultFacts = {
  hits: 3,
  deadLettersExplained: 0,
  channels: [channel],
  queues: { waiting: 0, deadLetters: 0 },
};

const unmet = (facts: FaultFacts): readonly string[] =>
  judge(facts).flatMap(({ what, measured, passed }) => (passed ? [] : [`${what}: ${measured}`]));

describe('the judgement over a fault', () => {
  it('has nothing to say against one switch, the right site on air, and nothing left', () => {
    expect(unmet(well)).toEqual([]);
  });

  it('lets people be told twice, as a message whose answer was lost is sent again', () => {
    expect(unmet({ ...well, channels: [{ ...channel, toldStarted: 2, toldCompleted: 2 }] })).toEqual([]);
  });

  it('counts messages in the dead-letter queue that the fault has put there as explained', () => {
    const queues = { waiting: 0, deadLetters: 1000 };
    expect(unmet({ ...well, deadLettersExplained: 1000, queues })).toEqual([]);
  });

  it.each<[string, Partial<ChannelFacts>, string]>([
    ['no switch', { switches: [] }, 'switches accepted by MediaLive: none'],
    ['two', { switches: ['site-b', 'site-b'] }, 'switches accepted by MediaLive: site-b, site-b'],
    ['one to the wrong group', { switches: ['site-a'] }, 'switches accepted by MediaLive: site-a'],
    ['one pipeline left behind', { onAir: ['site-b', 'site-a'] }, 'on air at the end: site-b and site-a'],
    ['something owed', { settled: false }, 'nothing left in flight or owed: no'],
    ['nobody told that it begins', { toldStarted: 0 }, 'people told: begins: no'],
    ['nobody told that it is done', { toldCompleted: 0 }, 'people told: complete: no'],
  ])('finds %s', (_what, wrong, finding) => {
    expect(unmet({ ...well, channels: [channel, { ...channel, ...wrong }] })).toEqual([finding]);
  });

  it.each<[string, Partial<FaultFacts>, string]>([
    ['a fault that has hit nothing', { hits: 0 }, 'the fault has hit something: no'],
    [
      'a message that nobody has dealt with',
      { queues: { waiting: 1, deadLetters: 0 } },
      'messages that nobody has dealt with: 1',
    ],
    [
      'a message too many in the dead-letter queue',
      { queues: { waiting: 0, deadLetters: 1 } },
      'messages in the dead-letter queue: 1',
    ],
    [
      'a message lost from the dead-letter queue',
      { deadLettersExplained: 1000, queues: { waiting: 0, deadLetters: 999 } },
      'messages in the dead-letter queue: 999',
    ],
  ])('finds %s', (_what, wrong, finding) => {
    expect(unmet({ ...well, ...wrong })).toEqual([finding]);
  });
});
