import type { ShownGroupState } from './model/effect.ts';
import type { FailoverGroup, InputGroup, InputGroupName } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { healthOf, inputGroupOnAir, runningPipelines } from './on-air.ts';

/**
 * The state of every input group in the live-slicer document's words. A standby that MediaLive is preparing is Hot, one
 * that is only known to be well is Warm.
 */
export function shownStates(
  state: ChannelState,
  group: FailoverGroup,
): Readonly<Record<InputGroupName, ShownGroupState>> {
  return Object.fromEntries(
    group.inputGroups.map((inputGroup) => [inputGroup.name, shownState(state, group, inputGroup)]),
  );
}

function shownState(state: ChannelState, group: FailoverGroup, inputGroup: InputGroup): ShownGroupState {
  const running = runningPipelines(state);
  const health = healthOf(state, inputGroup.name);
  const statuses = running.map((pipeline) => health[pipeline].status);
  const onAir = running.some((pipeline) => inputGroupOnAir(state, group, pipeline)?.name === inputGroup.name);
  if (statuses.some((status) => status === 'down' || status === 'recovering')) return 'Unhealthy';
  if (onAir) return 'Active';
  if (!inputGroup.available) return 'Disabled';
  if (statuses.length === 0 || statuses.includes('unknown')) return 'Unknown';
  const { prepared } = state;
  return prepared?.accepted === true && prepared.inputGroup === inputGroup.name ? 'Hot' : 'Warm';
}
