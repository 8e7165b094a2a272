// Our own policy, through every trace of the corpus, judged by the truth that stands beside each.
import { describe, expect, it } from '@jest/globals';
import { median } from '../../rehearsal/statistics.ts';
import type { Configuration } from '../../config/configuration.ts';
import { replay } from '../../replay/replay.ts';
import type { TraceLine } from '../../replay/trace-line.ts';
import { deploymentOf, expectedOf, traceNames, traceOf, type Expected } from './corpus.ts';
import { scoreOf, type Score, type Terms } from './score.ts';
import { Witness } from './witness.ts';

async function play(name: string): Promise<Score> {
  const expected = expectedOf(name);
  const configuration = deploymentOf(expected);
  const trace = traceOf(name);
  const [channel] = configuration.channels;
  const witness = new Witness({ inputs: channel?.inputs ?? {} });
  await replay(trace, configuration, { onlooker: witness });
  return scoreOf(expected.truth, termsOf(expected, configuration, trace), witness.seen);
}

function termsOf(expected: Expected, { groups }: Configuration, trace: readonly TraceLine[]): Terms {
  const [group] = Object.values(groups);
  const sites = group?.sites ?? [];
  const [first = null] = sites;
  const failbackTo = group?.policy.failback.mode === 'automatic' ? first : null;
  return {
    failbackTo,
    mustReturn:
      failbackTo !== null && expected.switches.at(-1)?.kind === 'failback' && expected.final === failbackTo,
    sites,
    orders: trace.flatMap(({ kind, line }) =>
      kind === 'stage' && line['detail-type'] === 'Operator Order' && line.detail.command === 'switch'
        ? [{ at: line.time, to: line.detail.to }]
        : [],
    ),
  };
}

describe('our policy on the corpus, judged by the truth', () => {
  const scores: Score[] = [];

  it.each(traceNames)('%s: no fault', async (name) => {
    const score = await play(name);
    scores.push(score);
    expect(score).toMatchObject({ falseSwitches: [], missed: [], destroyed: 0, stuck: null });
  });

  it('a switch is decided with two calls to MediaLive', () => {
    expect(scores).toHaveLength(traceNames.length);
    expect(median(scores.flatMap(({ callsToDecide }) => callsToDecide))).toBe(2);
  });
});
