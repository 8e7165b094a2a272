import type { FailoverGroup, InputGroup, InputGroupName, PipelineId, Policy } from './model/group.ts';
import { pipelineIds } from './model/group.ts';
import type { ChannelState, GroupHealth } from './model/state.ts';
import { unknownGroupHealth } from './initial-state.ts';
import { lookUp } from './look-up.ts';

/** Pipelines that are running as far as is known: one that was never observed counts as running. */
export function runningPipelines(state: ChannelState): readonly PipelineId[] {
  return pipelineIds.filter((pipeline) => state.pipelines[pipeline].running !== false);
}

/** The input group a pipeline is ingesting; null when that is unknown or an input of no group. */
export function inputGroupOnAir(
  state: ChannelState,
  group: FailoverGroup,
  pipeline: PipelineId,
): InputGroup | null {
  const { attachment } = state.pipelines[pipeline];
  return group.inputGroups.find((inputGroup) => inputGroup.attachment === attachment) ?? null;
}

/** The input group that every running pipeline is ingesting; null when there is no such one. */
export function commonInputGroup(state: ChannelState, group: FailoverGroup): InputGroup | null {
  const [first, ...others] = runningPipelines(state).map((pipeline) =>
    inputGroupOnAir(state, group, pipeline),
  );
  if (!first) return null;
  return others.every((other) => other?.name === first.name) ? first : null;
}

/** Whether it is the loss of a site, by the policy, that so many are down on it of the pipelines that run. */
export function isLoss({ failoverOn }: Policy, down: number, running: number): boolean {
  return running > 0 && (failoverOn === 'all-pipelines' ? down === running : down > 0);
}

/** Running pipelines are known to be on different inputs. */
export function isDiverged(state: ChannelState): boolean {
  const attachments = runningPipelines(state).map((pipeline) => state.pipelines[pipeline].attachment);
  return !attachments.includes(null) && new Set(attachments).size > 1;
}

export function inputGroupNamed(group: FailoverGroup, name: InputGroupName): InputGroup | null {
  return group.inputGroups.find((inputGroup) => inputGroup.name === name) ?? null;
}

export function healthOf(state: ChannelState, name: InputGroupName): GroupHealth {
  return lookUp(state.health, name) ?? unknownGroupHealth;
}
