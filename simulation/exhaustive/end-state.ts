import { pipelineIds } from '../../core/model/group.ts';
import { siteOn, type SmallSiteName } from './small-group.ts';
import type { SmallWorld } from './small-world.ts';

const roundMs = 60_000;
/** Long enough for the memory of standbys, a switch and its second try. */
const rounds = 4;

/** On air for so long, a site that is lost has been found to be. */
const settledAfterMs = 10_000;

/** Lets everything calm down, and says what is not as it should be then. */
export function wrongAtTheEnd(world: SmallWorld): readonly string[] {
  world.agenda.mishap = null;
  for (let round = 1; round <= rounds; round += 1) {
    world.look();
    world.pass(roundMs);
  }
  const { state, pipelines } = world;
  const wrong: string[] = [];
  if (Object.keys(state.outbox).length > 0) wrong.push('nothing is owed for ever');
  if (pipelineIds.some((id) => state.pipelines[id].attachment !== pipelines[id].attachment)) {
    wrong.push('what is on air is known');
  }
  if (state.hold) return wrong;
  if (state.switch && state.switch.requestedAt + roundMs < world.now) wrong.push('no switch stays in flight');
  const [first, second] = pipelineIds.map((id) => siteOn(pipelines[id].attachment));
  if (first !== second) wrong.push('pipelines that are apart are put together');
  const lost = (site: SmallSiteName) => pipelineIds.filter((id) => world.isLost(site, id)).length;
  const onAir = first ?? 'A';
  if (lost(onAir) === 2 && lost(onAir === 'A' ? 'B' : 'A') === 0) {
    wrong.push('a lost site is left for one that is well');
  }
  const settled = pipelineIds.every((id) => state.pipelines[id].since + settledAfterMs < world.now);
  if (settled && lost(onAir) === 2 && state.incident === null) wrong.push('people are told of a lost site');
  return wrong;
}
