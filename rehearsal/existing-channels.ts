import type { Estate } from '../twin/estate.ts';
import type { StagedChannel, StageOptions } from './stage.ts';

const account = '000000000000';
const region = 'eu-west-1';
const firstId = 1_000_001;

/** A channel that is there before a control plane takes charge of it. */
export interface ExistingChannel extends StagedChannel {
  readonly name: string;
  readonly group: string;
  /** Channels of one wave share the lines to site A, and lose them together. All channels share those to site B. */
  readonly wave: number;
}

/**
 * @param waves - the number of channels in each wave
 * @param group - the failover group of all; left out: each has its own, so that every call of the control plane says whose it is
 */
export function lineUp(waves: readonly number[], group?: string): readonly ExistingChannel[] {
  return waves
    .flatMap((size, wave) => Array.from({ length: size }, () => wave))
    .map((wave, index) => {
      const id = String(firstId + index);
      const arn = `arn:aws:medialive:${region}:${account}:channel:${id}`;
      return { id, arn, name: `channel-${index}`, group: group ?? `group-${index}`, wave };
    });
}

/** A deployment that takes charge of channels. */
export interface TakingCharge {
  readonly name: string;
  readonly channels: readonly ExistingChannel[];
  /** What each group says of its policy; left out: the defaults. */
  readonly policy?: object;
  /** It knows the flows of the channels, and asks MediaConnect. */
  readonly withFlows?: boolean;
}

/** The text of its configuration file; JSON is YAML. */
export function configurationOf({ name, channels, policy, withFlows = false }: TakingCharge): string {
  const input = (attachment: string, line: string) => ({
    attachment,
    ...(withFlows && { flows: flowsOf(line) }),
  });
  return JSON.stringify({
    name,
    account,
    region,
    controlPlane: { onDelete: 'destroy' },
    groups: Object.fromEntries(channels.map(({ group }) => [group, { sites: ['A', 'B'], ...policy }])),
    channels: channels.map((channel) => ({
      name: channel.name,
      group: channel.group,
      existing: { arn: channel.arn },
      inputs: { A: input('site-a', lineToA(channel)), B: input('site-b', lineToB) },
    })),
  });
}

/** What a stage needs to know of the channels. */
export function existing(
  channels: readonly ExistingChannel[],
): Pick<StageOptions, 'estate' | 'flowsIn' | 'channelsIn'> {
  const flows = new Map([
    ['A', linesToA(channels).flatMap(flowsOf)],
    ['B', flowsOf(lineToB)],
  ]);
  return { estate: estateOf(channels), flowsIn: () => flows, channelsIn: () => channels };
}

/** The line that carries site A to a wave of channels. Each of its flows has one source of this name. */
export function lineToA({ wave }: Pick<ExistingChannel, 'wave'>): string {
  return `a-${wave}`;
}

const lineToB = 'b';

function linesToA(channels: readonly ExistingChannel[]): readonly string[] {
  return [...new Set(channels.map(lineToA))];
}

function flowsOf(line: string): readonly string[] {
  const id = `1-line${line.replace('-', '')}`;
  return [0, 1].map(
    (pipeline) =>
      `arn:aws:mediaconnect:${region}:${account}:flow:${id}${pipeline}-0123456789ab:${line}-${pipeline}`,
  );
}

/** The media side of them: a line costs two flows, a channel none, so that a thousand channels cost one stream each way. */
export function estateOf(channels: readonly ExistingChannel[]): Estate {
  const lines = [...linesToA(channels), lineToB];
  return {
    account,
    region,
    flows: lines.flatMap((line) =>
      flowsOf(line).map((arn, pipeline) => ({
        arn,
        name: `${line}-${pipeline}`,
        availabilityZone: `${region}${pipeline === 0 ? 'a' : 'b'}`,
        sources: [{ arn: arn.replace(':flow:', ':source:').replace(/[^:]*$/, line), name: line }],
        startAs: 'ACTIVE' as const,
      })),
    ),
    inputs: lines.map((line) => ({
      id: `input-${line}`,
      name: line,
      type: 'MEDIACONNECT' as const,
      flowArns: flowsOf(line),
    })),
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.name,
      channelClass: 'STANDARD' as const,
      attachments: [
        { name: 'site-a', inputId: `input-${lineToA(channel)}` },
        { name: 'site-b', inputId: `input-${lineToB}` },
      ],
      inputPrepare: false,
      startAs: 'RUNNING' as const,
    })),
  };
}
