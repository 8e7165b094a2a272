import type { InputType } from '@aws-sdk/client-medialive';
import type { ChannelSpec, FlowSpec, InputSpec } from '../estate.ts';
import { inputClass } from './input-class.ts';
import { isPush } from './input-kinds.ts';
import { channelsOf, type Inventory } from './inventory.ts';

/** What the rules have to look up. */
export interface Surroundings {
  readonly inventory: Inventory;
  readonly flowOf: (flowArn: string) => Pick<FlowSpec, 'availabilityZone'> | undefined;
}

/** All inputs but those that are pulled count; a channel takes two (UG/eml-limitations-and-rules). */
const pushInputsMax = 2;

const guarded: readonly InputType[] = ['RTP_PUSH', 'UDP_PUSH', 'RTMP_PUSH'];
const fetched: readonly InputType[] = ['RTMP_PULL', 'URL_PULL', 'MP4_FILE', 'TS_FILE'];

/** Why MediaLive would not make an input; empty when it would. */
export function inputProblems(input: InputSpec, surroundings: Surroundings): readonly string[] {
  const { type, securityGroups = [], sources = [], settings = {} } = input;
  const { securityGroups: known } = surroundings.inventory;
  const isOpen = guarded.includes(type) && securityGroups.length === 0 && !('Vpc' in settings);
  return [
    ...feedProblems(input, surroundings),
    ...(isOpen ? ['A push input needs an input security group.'] : []),
    ...securityGroups.filter((id) => !known.has(id)).map((id) => `There is no input security group ${id}.`),
    ...(fetched.includes(type) && sources.length === 0 ? [`An input of type ${type} needs a source.`] : []),
  ];
}

/** What is wrong with where an input takes its packets from; empty: nothing. */
export function feedProblems(
  { type, flowArns, sources = [] }: InputSpec,
  { flowOf }: Pick<Surroundings, 'flowOf'>,
): readonly string[] {
  if (sources.length > 2) {
    return [`The input has ${sources.length} sources; allowed are one, or two for a STANDARD channel.`];
  }
  if (type !== 'MEDIACONNECT') {
    return flowArns.length === 0 ? [] : [`An input of type ${type} takes no flows; only MEDIACONNECT does.`];
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
  { id, channelClass, attachments }: Pick<ChannelSpec, 'id' | 'channelClass' | 'attachments'>,
  { inventory, flowOf }: Surroundings,
): readonly string[] {
  const unknown = attachments.filter(({ inputId }) => !inventory.inputs.has(inputId));
  if (unknown.length > 0) return unknown.map(({ name, inputId }) => `${name}: there is no input ${inputId}.`);
  const inputs = attachments.flatMap(({ inputId }) => inventory.inputs.get(inputId) ?? []);
  const taken = inputs.filter((input) => channelsOf(inventory, input.id).some(({ spec }) => spec.id !== id));
  const narrow = inputs.filter((input) => channelClass === 'STANDARD' && inputClass(input) !== 'STANDARD');
  const pushed = inputs.filter(({ type }) => isPush(type));
  const zones = new Set(
    inputs
      .filter(({ type }) => type === 'MEDIACONNECT')
      .map(({ flowArns }) => flowArns.map((arn) => flowOf(arn)?.availabilityZone ?? '').join(' and ')),
  );
  return [
    ...taken.map((input) => `The input ${input.id} is already attached to a channel.`),
    ...narrow.map(
      (input) => `The input ${input.id} has one feed; a STANDARD channel needs two on every input.`,
    ),
    ...(pushed.length > pushInputsMax
      ? [`The channel has ${pushed.length} push inputs; allowed are ${pushInputsMax}.`]
      : []),
    ...(zones.size > 1
      ? [
          `The flows of its inputs are in ${[...zones].join(', and in ')}; all MediaConnect inputs of a channel must be in the same Availability Zones, pipeline by pipeline.`,
        ]
      : []),
  ];
}
