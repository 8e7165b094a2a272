import { atMost, equals, exactly, happened, within, type Check } from '../check.ts';
import { beyondMax, lossMax, quietMax } from '../../simulation/checks/brownout-rule.ts';
import type { ChannelFacts, QueueFacts } from './judge.ts';

/** What a brownout has to show for itself. */
export interface BrownoutFacts {
  readonly hits: number;
  /** The most decisions in a minute in which nothing happened to a channel, by its part in the play. */
  readonly inBusiestMinute: Readonly<Record<string, number>>;
  /** The most decisions in a minute of a channel that loses its site. */
  readonly inBusiestMinuteOfLoss: Readonly<Record<string, number>>;
  /** The channel that lost its site as it began. */
  readonly first: ChannelFacts;
  /** Another one, which lost it in the middle. */
  readonly other: ChannelFacts;
  /** How long that one had from its last packet, in ms. */
  readonly answerMs: number;
  readonly queues: QueueFacts;
  /** Nobody could decide anything, so messages may have come six times in vain. */
  readonly deadLettersAllowed: boolean;
}

/** Demands of a brownout: a pace, nothing owed for ever, and another channel's lost site answered within its budget. */
export function judgeBrownout(facts: BrownoutFacts): readonly Check[] {
  const { hits, inBusiestMinute, first, other, answerMs, queues, deadLettersAllowed } = facts;
  const pacesOf = (parts: Readonly<Record<string, number>>, max: number) =>
    Object.entries(parts).map(([who, most]) =>
      atMost(`decisions in the busiest minute of ${who}`, most, max + beyondMax),
    );
  const paces = [...pacesOf(inBusiestMinute, quietMax), ...pacesOf(facts.inBusiestMinuteOfLoss, lossMax)];
  return [
    happened('the brownout has hit something', hits > 0),
    ...paces,
    within("the other channel's site loss answered", other.onBMs, answerMs),
    ...judgeEnd('the first', first),
    ...judgeEnd('the other', other),
    atMost('messages that nobody has dealt with', queues.waiting, 0),
    ...(deadLettersAllowed ? [] : [exactly('messages in the dead-letter queue', queues.deadLetters, 0)]),
  ];
}

function judgeEnd(who: string, { switches, onAir, settled, toldCompleted }: ChannelFacts): readonly Check[] {
  return [
    equals(`${who}: switches accepted by MediaLive`, switches.join(', ') || 'none', 'site-b'),
    equals(`${who}: on air at the end`, [...new Set(onAir)].join(' and ') || 'nothing', 'site-b'),
    happened(`${who}: nothing left in flight or owed`, settled),
    happened(`${who}: people told: complete`, toldCompleted > 0),
  ];
}
