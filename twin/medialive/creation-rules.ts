import type { ChannelSpec, FlowSpec, InputSpec } from '../estate.ts';
import { inputClass } from './input-class.ts';
import { channelsOf, type Inventory } from './inventory.ts';

/** What the rules have to look up. */
export interface Surroundings {
  readonly inventory: Inventory;
  readonly flowOf: (flowArn: string) => Pick<FlowSpec, 'availabilityZone'> | undefined;
}

/** Flows, RTP, RTMP push and the like all count as push inputs; a channel takes two (UG/eml-limitations-and-rules). */
const pushInputsMax = 2;

/** Why MediaLive would not make an input; empty when it would. */
export function inputProblems(
  { type, flowArns, securityGroups = [] }: InputSpec,
  { inventory, flowOf }: Surroundings,
): readonly string[] {
  if (type === 'RTP_PUSH') {
    const unknown = securityGroups.filter((id) => !inventory.securityGroups.has(id));
    if (securityGroups.length === 0) return ['A push input needs an input security group.'];
    return unknown.map((id) => `There is no input security group ${id}.`);
  }
  if (flowArns.length < 1 || flowArns.length > 2) {
    return [`The input has ${flowArns.length} flows; allowed are one, or two for a STANDARD channel.`];
  }
  const unknown = flowArns.filter((arn) => flowOf(arn) === undefined);
  if (unknown.length > 0) return unknown.map((arn) => `There is no flow ${arn}.`);
  const [first, second] = flowArns.map((arn) => flowOf(arn)?.availabilityZone ?? '');
  if (first !== second) return [];
  return [
    `Both flows are in ${first ?? ''}; the two flows of an input must be in different Availability Zones.`,
  ];
}

/** Why MediaLive would not make a channel; empty when it would. */
export function channelProblems(
  { channelClass, attachments }: Pick<ChannelSpec, 'channelClass' | 'attachments'>,
  { inventory, flowOf }: Surroundings,
): readonly string[] {
  const unknown = attachments.filter(({ inputId }) => !inventory.inputs.has(inputId));
  if (unknown.length > 0) return unknown.map(({ name, inputId }) => `${name}: there is no input ${inputId}.`);
  const inputs = attachments.flatMap(({ inputId }) => inventory.inputs.get(inputId) ?? []);
  const taken = inputs.filter(({ id }) => channelsOf(inventory, id).length > 0);
  const narrow = inputs.filter((input) => channelClass === 'STANDARD' && inputClass(input) !== 'STANDARD');
  const zones = new Set(
    inputs
      .filter(({ type }) => type === 'MEDIACONNECT')
      .map(({ flowArns }) => flowArns.map((arn) => flowOf(arn)?.availabilityZone ?? '').join(' and ')),
  );
  return [
    ...taken.map(({ id }) => `The input ${id} is already attached to a channel.`),
    ...narrow.map(({ id }) => `The input ${id} has one flow; a STANDARD channel needs two on every input.`),
    ...(inputs.length > pushInputsMax
      ? [`The channel has ${inputs.length} push inputs; allowed are ${pushInputsMax}.`]
      : []),
    ...(zones.size > 1
      ? [
          `The flows of its inputs are in ${[...zones].join(', and in ')}; all MediaConnect inputs of a channel must be in the same Availability Zones, pipeline by pipeline.`,
        ]
      : []),
  ];
}
