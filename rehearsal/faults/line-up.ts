import type { Estate } from '../../twin/estate.ts';

const account = '000000000000';
const region = 'eu-west-1';
const firstId = 1_000_001;

/** One channel of a run. Each has a failover group of its own, so that every call of the control plane says whose it is. */
export interface ChaosChannel {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly group: string;
  /** Channels of one wave share the lines to site A, and lose them together. */
  readonly wave: number;
}

/** @param waves - the number of channels in each wave */
export function lineUp(waves: readonly number[]): readonly ChaosChannel[] {
  return waves
    .flatMap((size, wave) => Array.from({ length: size }, () => wave))
    .map((wave, index) => {
      const id = String(firstId + index);
      const arn = `arn:aws:medialive:${region}:${account}:channel:${id}`;
      return { id, arn, name: `channel-${index}`, group: `group-${index}`, wave };
    });
}

/** The deployment of the channels, as a configuration file says it. `withFlows`: it knows their flows, and asks MediaConnect. */
export function configurationOf(
  channels: readonly ChaosChannel[],
  policy: string,
  withFlows: boolean,
): string {
  const input = (site: string, attachment: string, flows: readonly string[]) =>
    `      ${site}: { attachment: ${attachment}${withFlows ? `, flows: ['${flows.join("', '")}']` : ''} }`;
  const groups = channels.map(({ group }) => `  ${group}:\n    sites: [A, B]${policy}`);
  const members = channels.map(({ name, group, arn, wave }) =>
    [
      `  - name: ${name}`,
      `    group: ${group}`,
      `    existing: { arn: '${arn}' }`,
      '    inputs:',
      input('A', 'site-a', flowsOfWave(wave)),
      input('B', 'site-b', standbyFlows()),
    ].join('\n'),
  );
  return [
    `name: chaos\naccount: '${account}'\nregion: ${region}\ncontrolPlane: { onDelete: destroy }`,
    `groups:\n${groups.join('\n')}`,
    `channels:\n${members.join('\n')}\n`,
  ].join('\n');
}

/** The lines to a site: `a-0` is site A for the first wave; all waves share site B. */
const lineOf = (wave: number): string => `a-${wave}`;
const standbyLine = 'b';

const flowArn = (line: string, pipeline: number): string =>
  `arn:aws:mediaconnect:${region}:${account}:flow:1-chaos${line.replace('-', '')}${pipeline}-0123456789ab:${line}-${pipeline}`;

/** The flows that carry site A to the pipelines of a wave. */
export const flowsOfWave = (wave: number): readonly string[] => flowsOf(lineOf(wave));

/** The flows that carry site B. */
export const standbyFlows = (): readonly string[] => flowsOf(standbyLine);

const flowsOf = (line: string): readonly string[] => [0, 1].map((pipeline) => flowArn(line, pipeline));

/** The media side of it: a wave costs two flows, a channel none. */
export function estateOf(channels: readonly ChaosChannel[]): Estate {
  const waves = [...new Set(channels.map(({ wave }) => wave))];
  const lines = [...waves.map(lineOf), standbyLine];
  return {
    account,
    region,
    flows: lines.flatMap((line) =>
      flowsOf(line).map((arn, pipeline) => ({
        arn,
        name: `${line}-${pipeline}`,
        availabilityZone: `${region}${pipeline === 0 ? 'a' : 'b'}`,
        sources: [{ arn: arn.replace(':flow:', ':source:'), name: 'source' }],
        startAs: 'ACTIVE' as const,
      })),
    ),
    inputs: lines.map((line) => ({
      id: `input-${line}`,
      name: line,
      type: 'MEDIACONNECT' as const,
      flowArns: flowsOf(line),
    })),
    channels: channels.map(({ id, name, wave }) => ({
      id,
      name,
      channelClass: 'STANDARD' as const,
      attachments: [
        { name: 'site-a', inputId: `input-${lineOf(wave)}` },
        { name: 'site-b', inputId: `input-${standbyLine}` },
      ],
      inputPrepare: false,
      startAs: 'RUNNING' as const,
    })),
  };
}
