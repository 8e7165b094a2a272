import type { Configuration } from '../../config/configuration.ts';
import type { TraceLine } from '../../replay/trace-line.ts';
import type { Contender } from './contender.ts';
import { deploymentOf, expectedOf, traceNames, traceOf, type Expected } from './corpus.ts';
import { scoreOf, type Score, type Terms } from './score.ts';
import { Witness } from './witness.ts';

/** How a contender fared in one trace. */
export interface Played {
  readonly trace: string;
  readonly score: Score;
}

/** Has a contender live through every trace of the corpus, and judges each by the truth beside it. */
export async function play(contender: Contender, names = traceNames): Promise<readonly Played[]> {
  const played: Played[] = [];
  for (const name of names) {
    const expected = expectedOf(name);
    const configuration = deploymentOf(expected);
    const trace = traceOf(name);
    const [channel] = configuration.channels;
    const witness = new Witness({ inputs: channel?.inputs ?? {} });
    await contender.live({ trace, configuration, onlooker: witness });
    const terms = termsOf(expected, configuration, trace);
    played.push({ trace: name, score: scoreOf(expected.truth, terms, witness.seen) });
  }
  return played;
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
