import { atMost, equals, exactly, happened, type Check } from '../check.ts';

/** What was seen of one channel from the loss of its site to the end. */
export interface ChannelFacts {
  /** The attachments of the switches that MediaLive took into the schedule, in order. */
  readonly switches: readonly string[];
  /** What each pipeline has on air at the end. */
  readonly onAir: readonly string[];
  /** From the last packet to both pipelines on B, in ms; undefined: never. */
  readonly onBMs: number | undefined;
  /** The control plane says that no switch is in flight and that it owes nothing. */
  readonly settled: boolean;
  /** How often people were told that it begins, and that it is done. */
  readonly toldStarted: number;
  readonly toldCompleted: number;
}

/** What was seen of the queues when all was over. */
export interface QueueFacts {
  /** Messages that wait or that somebody is at work on; not those that are not due yet. */
  readonly waiting: number;
  readonly deadLetters: number;
}

/** What a fault has to show for itself. */
export interface FaultFacts {
  readonly hits: number;
  readonly deadLettersExplained: number;
  readonly channels: readonly ChannelFacts[];
  readonly queues: QueueFacts;
}

/** Demands of a failover under any fault: exactly one switch, the right site on air, nothing owed, nothing lost. */
export function judge({ hits, deadLettersExplained, channels, queues }: FaultFacts): readonly Check[] {
  return [
    happened('the fault has hit something', hits > 0),
    ...channels.flatMap((facts) => judgeChannel(facts)),
    atMost('messages that nobody has dealt with', queues.waiting, 0),
    exactly('messages in the dead-letter queue', queues.deadLetters, deadLettersExplained),
  ];
}

function judgeChannel({
  switches,
  onAir,
  settled,
  toldStarted,
  toldCompleted,
}: ChannelFacts): readonly Check[] {
  return [
    equals('switches accepted by MediaLive', switches.join(', ') || 'none', 'site-b'),
    equals('on air at the end', [...new Set(onAir)].join(' and ') || 'nothing', 'site-b'),
    happened('nothing left in flight or owed', settled),
    happened('people told: begins', toldStarted > 0),
    happened('people told: complete', toldCompleted > 0),
  ];
}
