import type { FailoverGroup, InputGroup, InputGroupName } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { healthOf, runningPipelines } from './on-air.ts';

/** How fit an input group is to take over; null: not at all. The lower the better. */
export function fitness(state: ChannelState, group: FailoverGroup, inputGroup: InputGroup): number | null {
  const health = healthOf(state, inputGroup.name);
  const statuses = runningPipelines(state).map((pipeline) => health[pipeline].status);
  const well = statuses.filter((status) => status === 'healthy' || status === 'unknown');
  if (well.length === statuses.length) return statuses.includes('unknown') ? 1 : 0;
  // With one pipeline of two a group still carries the channel, where the policy calls only the loss of all a loss.
  return group.policy.failoverOn === 'all-pipelines' && well.length > 0 ? 2 : null;
}

/**
 * The group to switch to: the fittest that is available, by priority; with `flat`, any of the equally fit. Suspect and
 * recovering groups are waited for: their window ends soon.
 */
export function chooseTarget(
  state: ChannelState,
  group: FailoverGroup,
  leaving: InputGroupName | null,
  seed: string,
): InputGroup | null {
  const candidates = group.inputGroups
    .filter((inputGroup) => inputGroup.available && inputGroup.name !== leaving)
    .map((inputGroup) => ({ inputGroup, rank: fitness(state, group, inputGroup) }))
    .filter((candidate): candidate is { inputGroup: InputGroup; rank: number } => candidate.rank !== null);
  const best = Math.min(...candidates.map(({ rank }) => rank));
  const fittest = candidates.filter(({ rank }) => rank === best);
  const index = group.policy.targetChoice === 'flat' ? hash(seed) % Math.max(1, fittest.length) : 0;
  return fittest[index]?.inputGroup ?? null;
}

/** FNV-1a: spreads event ids evenly and gives the same answer when the event is delivered again. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}
