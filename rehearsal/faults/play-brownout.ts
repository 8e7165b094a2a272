import { setTimeout as sleep } from 'node:timers/promises';
import { answerBy, busyMs, inBusiestMinute } from '../../simulation/checks/brownout-rule.ts';
import { lineUp, type ExistingChannel } from '../existing-channels.ts';
import { DecisionTimes } from './decisions.ts';
import { judgeBrownout } from './judge-brownout.ts';
import type { FaultReport } from './report.ts';
import { openStageOf, type Performance } from './performance.ts';
import { lose, queuesOf, untilDone } from './stage.ts';

/** A part in the play: a channel, and from when on nothing happens to it any more; epoch ms. */
interface Part {
  readonly channel: ExistingChannel;
  readonly quietFrom: number;
}

/**
 * Plays a brownout: one channel loses its site as it begins, another one in the middle, to a third nothing happens. Then
 * waits until everything is done, and judges what it has cost whom.
 */
export async function playBrownout(performance: Performance): Promise<readonly FaultReport[]> {
  const { act, signal, progress } = performance;
  const { brownout, faults } = act;
  const [fault] = faults;
  const [first, other, third] = lineUp([1, 1, 1]);
  if (!brownout || !fault || !first || !other || !third) throw new Error(`${act.name} is no brownout.`);
  const stage = await openStageOf(performance, [first, other, third]);
  try {
    const decisions = new DecisionTimes(stage.twin.functions);
    const beganAt = Date.now();
    const overAt = beganAt + brownout.lastsMs;
    const { hits } = await fault.strike(stage, [first]);
    progress(`${act.name}: begins, and ${first.name} loses site A`);
    await lose(stage, [first]);
    await sleep(brownout.lastsMs / 2, undefined, { signal });
    const lostAt = Date.now();
    progress(`${act.name}: ${other.name} loses site A`);
    await lose(stage, [other]);
    await sleep(overAt - Date.now(), undefined, { signal });
    progress(`${act.name}: is over`);
    await untilDone(stage, [first, other]);
    const paceOf = ({ channel, quietFrom }: Part) =>
      inBusiestMinute(decisions.of(channel.arn, quietFrom, overAt));
    const [ofFirst, ofOther] = [first, other].map((channel) => stage.record.factsOf(channel));
    if (!ofFirst || !ofOther) throw new Error('Nothing was seen of the channels.');
    const decided = {
      first: paceOf({ channel: first, quietFrom: beganAt + busyMs }),
      other: paceOf({ channel: other, quietFrom: lostAt + busyMs }),
      third: paceOf({ channel: third, quietFrom: beganAt }),
    };
    const checks = judgeBrownout({
      hits: hits(),
      inBusiestMinute: {
        'the first': decided.first,
        'the other, before its loss': inBusiestMinute(decisions.of(other.arn, beganAt, lostAt)),
        'the other, after it': decided.other,
        'a channel to which nothing happens': decided.third,
      },
      inBusiestMinuteOfLoss: {
        "the first's loss": inBusiestMinute(decisions.of(first.arn, beganAt, beganAt + busyMs)),
        "the other's loss": inBusiestMinute(decisions.of(other.arn, lostAt, lostAt + busyMs)),
      },
      first: ofFirst,
      other: ofOther,
      answerMs: answerBy(lostAt, overAt, brownout) - lostAt,
      queues: await queuesOf(stage),
      deadLettersAllowed: brownout.service === 'dynamodb' && brownout.percent === 100,
    });
    return [
      {
        fault: fault.name,
        summary: fault.summary,
        hits: hits(),
        checks,
        passed: checks.every(({ passed }) => passed),
        overMs: overAt - lostAt,
        decisions: Object.values(decided),
        ...(ofOther.onBMs !== undefined && { onBMs: ofOther.onBMs }),
      },
    ];
  } finally {
    await stage.close();
  }
}
