import type { ChannelSpec, Estate, FlowSpec, InputSpec } from '../../../twin/estate.ts';

/** Thirty channels that others have made, five of each of six kinds, as an account may have them. */

const region = 'eu-west-1';
const account = '111122223333';
const flowArn = (name: string) =>
  `arn:aws:mediaconnect:${region}:${account}:flow:1-${name}-0123456789ab:${name}`;

interface Made {
  readonly flows: readonly FlowSpec[];
  readonly inputs: readonly InputSpec[];
  readonly channel: ChannelSpec;
}

function flow(name: string, zone: 'a' | 'b', sources: 1 | 2): FlowSpec {
  return {
    arn: flowArn(name),
    name,
    availabilityZone: `${region}${zone}`,
    sources: ['main', 'backup'].slice(0, sources).map((source) => ({
      arn: `arn:aws:mediaconnect:${region}:${account}:source:1-${name}-${source}:${source}`,
      name: source,
    })),
    ...(sources === 2 && { failover: { mode: 'FAILOVER' as const, primarySource: 'main' } }),
    startAs: 'ACTIVE',
  };
}

interface Feed {
  readonly site: string;
  readonly kind: 'flows' | 'two-source-flows' | 'push' | 'pull' | 'file';
}

function made(
  id: number,
  name: string,
  channelClass: ChannelSpec['channelClass'],
  feeds: readonly Feed[],
): Made {
  const pipelines = channelClass === 'STANDARD' ? [0, 1] : [0];
  const fed = feeds.map(({ site, kind }) => {
    const isFlow = kind === 'flows' || kind === 'two-source-flows';
    const flows = isFlow
      ? pipelines.map((pipeline) =>
          flow(`c${id}-${site}-${pipeline}`, pipeline === 0 ? 'a' : 'b', kind === 'flows' ? 1 : 2),
        )
      : [];
    const type = {
      flows: 'MEDIACONNECT',
      'two-source-flows': 'MEDIACONNECT',
      push: 'RTP_PUSH',
      pull: 'URL_PULL',
      file: 'MP4_FILE',
    } as const;
    const input: InputSpec = {
      id: `${id}-${site}`,
      name: `${name} ${site}`,
      type: type[kind],
      flowArns: flows.map(({ arn }) => arn),
      ...((kind === 'pull' || kind === 'file') && {
        sources: pipelines.map((pipeline) => ({
          url: `https://origin.example.com/${id}/${site}/${pipeline}.m3u8`,
        })),
      }),
    };
    return { flows, input, attachment: { name: `${name} ${site}`, inputId: input.id } };
  });
  return {
    flows: fed.flatMap(({ flows }) => flows),
    inputs: fed.map(({ input }) => input),
    channel: {
      id: String(id),
      name,
      channelClass,
      attachments: fed.map(({ attachment }) => attachment),
      inputPrepare: false,
      startAs: 'IDLE',
    },
  };
}

const five = (kind: (index: number) => Made): readonly Made[] => [0, 1, 2, 3, 4].map(kind);
const ab = (kind: Feed['kind']): readonly Feed[] => ['north', 'south'].map((site) => ({ site, kind }));

const all = [
  ...five((index) => made(1000 + index, `news-${index}`, 'STANDARD', ab('flows'))),
  ...five((index) => made(2000 + index, `radio-${index}`, 'SINGLE_PIPELINE', ab('flows'))),
  ...five((index) =>
    made(3000 + index, `sport-${index}`, 'STANDARD', [...ab('flows'), { site: 'cloud', kind: 'pull' }]),
  ),
  ...five((index) => made(4000 + index, `events-${index}`, 'STANDARD', ab('push'))),
  // All called the same, with what no name of ours may have.
  ...five((index) =>
    made(5000 + index, '1. Fußball (HD)', 'STANDARD', [
      ...ab('two-source-flows'),
      { site: 'slate', kind: 'file' },
    ]),
  ),
  ...five((index) =>
    made(6000 + index, `lonely-${index}`, 'STANDARD', [
      { site: 'north', kind: 'flows' },
      { site: 'slate', kind: 'file' },
    ]),
  ),
];

export const foreignEstate: Estate = {
  account,
  region,
  flows: all.flatMap(({ flows }) => flows),
  inputs: all.flatMap(({ inputs }) => inputs),
  channels: all.map(({ channel }) => channel),
};
