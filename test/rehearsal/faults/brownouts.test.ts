/** A brownout on the twin: which calls it hits, how its cost is told, and a judgement that must be able to fail. */
import { describe, expect, it } from '@jest/globals';
import { decidedIn, DecisionTimes } from '../../../rehearsal/faults/decisions.ts';
import { brownoutActs, fateIn, fatesIn } from '../../../rehearsal/faults/kinds/brownouts.ts';
import { judgeBrownout, type BrownoutFacts } from '../../../rehearsal/faults/judge-brownout.ts';
import { channelDone as channel } from './channel-done.ts';
import { answerBy } from '../../../simulation/checks/brownout-rule.ts';
import type { FunctionLogLine } from '../../../twin/lambda/invocation.ts';

const line = (arn: string) => JSON.stringify({ level: 'INFO', message: 'decided', channel: arn });

describe('a brownout', () => {
  const calledBy = (role: string, service = 'sqs') => ({
    service,
    principal: { accessKeyId: 'key', roleArn: `arn:aws:iam::000000000000:role/chaos-${role}-1` },
  });
  const chances = (...all: readonly number[]) => {
    const left = [...all];
    return () => left.shift() ?? NaN;
  };

  it('hits so many calls of the control plane to its service, in every way that a call can fail', () => {
    const brownout = { service: 'sqs', percent: 30 };
    const fate = (...all: readonly number[]) => fateIn(brownout, calledBy('Controller'), chances(...all));
    expect(fate(0.3)).toBeUndefined();
    expect([0, 0.25, 0.5, 0.75].map((how) => fate(0.29, how))).toEqual([
      'throttled',
      'error',
      'unanswered',
      'answer-lost',
    ]);
  });

  it('hits the first call that it can, as a service may be called but a few times', () => {
    const fateOf = fatesIn({ service: 'events', percent: 30 }, () => 0.99);
    const roles = ['Operator', 'Controller', 'Controller'];
    expect(roles.map((role) => fateOf(calledBy(role, 'events')))).toEqual([
      undefined,
      'throttled',
      undefined,
    ]);
  });

  it('carries nothing out where it hits everything', () => {
    const fate = (how: number) =>
      fateIn({ service: 'sqs', percent: 100 }, calledBy('Reconciler'), chances(0.99, how));
    expect([0, 0.5, 0.99].map(fate)).toEqual(['throttled', 'error', 'unanswered']);
  });

  it('leaves other services alone, and what people ask', () => {
    const brownout = { service: 'sqs', percent: 100 };
    expect(fateIn(brownout, calledBy('Controller', 'sns'), () => 0)).toBeUndefined();
    expect(fateIn(brownout, calledBy('Operator'), () => 0)).toBeUndefined();
    expect(fateIn(brownout, { service: 'sqs', principal: { accessKeyId: 'key' } }, () => 0)).toBeUndefined();
  });

  it('is there for each service that the functions call, at 30 % and at 100 %, for as long as is said', () => {
    const acts = brownoutActs(600_000);
    expect(acts.map(({ brownout }) => `${brownout?.service} ${brownout?.percent}`)).toEqual(
      ['dynamodb', 'sqs', 'sns', 'events', 'medialive', 'mediaconnect'].flatMap((service) => [
        `${service} 30`,
        `${service} 100`,
      ]),
    );
    expect(acts[0]?.faults[0]?.summary).toBe('DynamoDB fails 30 % of all calls for 10 min');
  });
});

describe('the decisions of the functions', () => {
  it('are known by the channel that a line of their logs names', () => {
    expect(decidedIn(line('one'))).toBe('one');
    expect(decidedIn('{"message":"reconciled"}')).toBeUndefined();
    expect(decidedIn('START RequestId')).toBeUndefined();
  });

  it('are counted from a moment on and up to another', () => {
    const listeners: ((logged: FunctionLogLine) => void)[] = [];
    const logs = {
      subscribe: (listener: (typeof listeners)[number]) => {
        listeners.push(listener);
        return () => undefined;
      },
    };
    const times = new DecisionTimes({ logs });
    for (const at of [3, 1, 2, 4]) {
      for (const listener of listeners) {
        listener({ functionName: 'controller', requestId: undefined, text: line('one'), at });
      }
    }
    expect(times.of('one', 2, 4)).toEqual([2, 3]);
    expect(times.of('two', 0, 9)).toEqual([]);
  });
});

describe('the time to answer a lost site', () => {
  it('is that of a failover and of calls that are tried again', () => {
    expect(answerBy(1000, 300_000, { percent: 30, isNeeded: true })).toBe(26_500);
    expect(answerBy(1000, 300_000, { percent: 100, isNeeded: false })).toBe(26_500);
  });

  it('runs from the end of the brownout where no channel can be moved in it', () => {
    expect(answerBy(1000, 300_000, { percent: 100, isNeeded: true })).toBe(410_500);
  });
});

describe('the judgement over a brownout', () => {
  const well: BrownoutFacts = {
    hits: 9,
    inBusiestMinute: { 'the first': 14 },
    inBusiestMinuteOfLoss: { 'its loss': 41 },
    first: { ...channel, onBMs: 90_000 },
    other: channel,
    answerMs: 25_500,
    queues: { waiting: 0, deadLetters: 0 },
    deadLettersAllowed: false,
  };
  const unmet = (facts: BrownoutFacts): readonly string[] =>
    judgeBrownout(facts).flatMap(({ what, measured, passed }) => (passed ? [] : [`${what}: ${measured}`]));

  it('has nothing to say against a pace that is kept and losses that are answered', () => {
    expect(unmet(well)).toEqual([]);
  });

  it('lets messages be dead that met nobody who could decide, where that is allowed', () => {
    const queues = { waiting: 0, deadLetters: 12 };
    expect(unmet({ ...well, queues, deadLettersAllowed: true })).toEqual([]);
    expect(unmet({ ...well, queues })).toEqual(['messages in the dead-letter queue: 12']);
  });

  it.each<[string, Partial<BrownoutFacts>, string]>([
    ['a brownout that has hit nothing', { hits: 0 }, 'the brownout has hit something: no'],
    ['a storm', { inBusiestMinute: { 'the first': 15 } }, 'decisions in the busiest minute of the first: 15'],
    [
      'an answer that came too late',
      { other: { ...channel, onBMs: 26_000 } },
      "the other channel's site loss answered: 26.00 s",
    ],
    [
      'something owed for ever',
      { first: { ...channel, settled: false } },
      'the first: nothing left in flight or owed: no',
    ],
    [
      'two switches',
      { first: { ...channel, switches: ['site-b', 'site-b'] } },
      'the first: switches accepted by MediaLive: site-b, site-b',
    ],
    [
      'a channel that was left behind',
      { other: { ...channel, onAir: ['site-a', 'site-b'] } },
      'the other: on air at the end: site-a and site-b',
    ],
    ['nobody told', { other: { ...channel, toldCompleted: 0 } }, 'the other: people told: complete: no'],
    [
      'a message that nobody has dealt with',
      { queues: { waiting: 1, deadLetters: 0 } },
      'messages that nobody has dealt with: 1',
    ],
  ])('finds %s', (_what, wrong, finding) => {
    expect(unmet({ ...well, ...wrong })).toEqual([finding]);
  });
});
