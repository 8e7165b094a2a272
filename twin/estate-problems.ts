import { Protocol } from '@aws-sdk/client-mediaconnect';
import type { Estate, InputSpec } from './estate.ts';
import { checkFlowSpec } from './mediaconnect/flow-spec.ts';
import { channelProblems, feedProblems, type Surroundings } from './medialive/creation-rules.ts';

/** Protocols that the service has and its client does not know yet (BM:mediaconnect.Protocol). */
const newerProtocols = ['ndi-speed-hq'];
const protocols: readonly string[] = [...Object.values(Protocol), ...newerProtocols];

/** What an account could not hold, in words; empty when it could. */
export function estateProblems(estate: Estate): readonly string[] {
  return [
    ...repeated(
      'flows',
      estate.flows.map(({ arn }) => arn),
    ),
    ...repeated(
      'inputs',
      estate.inputs.map(({ id }) => id),
    ),
    ...repeated(
      'channels',
      estate.channels.map(({ id }) => id),
    ),
    ...flowProblems(estate),
    ...inputProblems(estate),
    ...attachmentProblems(estate),
  ];
}

function flowProblems(estate: Estate): readonly string[] {
  return estate.flows.flatMap((flow) => {
    const unknown = flow.sources.flatMap(({ name, protocol = 'rtp' }) =>
      protocols.includes(protocol)
        ? []
        : [
            `Flow ${flow.name}: source ${name} has the protocol "${protocol}"; there are: ${protocols.join(', ')}.`,
          ],
    );
    try {
      checkFlowSpec(flow, estate);
      return unknown;
    } catch (error) {
      return [...unknown, error instanceof Error ? error.message : String(error)];
    }
  });
}

function inputProblems(estate: Estate): readonly string[] {
  return estate.inputs.flatMap((input) =>
    feedProblems(input, surroundingsOf(estate)).map((problem) => `Input ${input.id}: ${problem}`),
  );
}

function attachmentProblems(estate: Estate): readonly string[] {
  const attached = estate.channels.flatMap(({ attachments }) => attachments.map(({ inputId }) => inputId));
  return [
    ...repeated('attachments to one input', attached),
    ...estate.channels.flatMap((channel) => {
      const problems = [
        ...(channel.attachments.length === 0 ? ['It has no input attachment; give it one or more.'] : []),
        ...repeated(
          'attachments',
          channel.attachments.map(({ name }) => name),
        ),
        ...channelProblems(channel, surroundingsOf(estate)),
      ];
      return problems.map((problem) => `Channel ${channel.id}: ${problem}`);
    }),
  ];
}

function surroundingsOf({ account, region, flows, inputs }: Estate): Surroundings {
  const known = new Map<string, InputSpec>(inputs.map((input) => [input.id, input]));
  return {
    inventory: { account, region, inputs: known, securityGroups: new Map(), channels: new Map() },
    flowOf: (flowArn) => flows.find(({ arn }) => arn === flowArn),
  };
}

function repeated(what: string, keys: readonly string[]): readonly string[] {
  const twice = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
  return [...twice].map((key) => `There are two ${what} "${key}"; allowed is one.`);
}
