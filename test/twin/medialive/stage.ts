import type { AwsEvent } from '../../../twin/event-bus.ts';
import type { ChannelSpec, Estate, InputSpec } from '../../../twin/estate.ts';
import type { ChannelChange } from '../../../twin/medialive/channel/channel-change.ts';
import type { PipelineId } from '../../../twin/medialive/channel/pipeline-id.ts';
import type { MediaLiveKnobs } from '../../../twin/medialive/knobs.ts';
import { mediaLiveService } from '../../../twin/medialive/service.ts';
import type { MediaLive } from '../../../twin/medialive/service.ts';
import { manualClock } from '../manual-clock.ts';
import type { ManualClock } from '../manual-clock.ts';
import { manualFeed } from './manual-feed.ts';
import type { ManualFeed } from './manual-feed.ts';

export type EmittedEvent = Pick<AwsEvent, 'source' | 'detail-type' | 'resources' | 'detail'>;

/** A channel `1001` with sites A and B on a clock that is moved by hand. */
export interface Stage {
  readonly clock: ManualClock;
  readonly mediaLive: MediaLive;
  readonly events: readonly EmittedEvent[];
  readonly changes: readonly ChannelChange[];
  feed(site: 'A' | 'B', pipeline: PipelineId): ManualFeed;
  /** Starts the estate and lets it come up, both sites sending. */
  running(): Promise<void>;
  /** Details of the events of one detail-type so far. */
  details(detailType: string): readonly Readonly<Record<string, unknown>>[];
}

export const channelId = '1001';
export const account = '000000000000';
export const channelArn = `arn:aws:medialive:eu-west-1:${account}:channel:${channelId}`;

export interface StageOptions {
  readonly knobs?: Partial<MediaLiveKnobs>;
  readonly channel?: Partial<ChannelSpec>;
  readonly otherChannels?: readonly ChannelSpec[];
}

function input(site: 'A' | 'B'): InputSpec {
  const flow = (zone: number): string =>
    `arn:aws:mediaconnect:eu-west-1:${account}:flow:1-${site}${zone}:site-${site}-${zone}`;
  return {
    id: `input-${site}`,
    name: `site-${site}`,
    type: 'MEDIACONNECT',
    flowArns: [flow(0), flow(1)],
  };
}

export const channelSpec: ChannelSpec = {
  id: channelId,
  name: 'news',
  channelClass: 'STANDARD',
  attachments: [
    { name: 'A', inputId: 'input-A' },
    { name: 'B', inputId: 'input-B' },
  ],
  inputPrepare: true,
  startAs: 'RUNNING',
  tags: { team: 'playout' },
};

export function stage(options: StageOptions = {}): Stage {
  const clock = manualClock();
  const estate: Estate = {
    account,
    region: 'eu-west-1',
    flows: [],
    inputs: [input('A'), input('B')],
    channels: [{ ...channelSpec, ...options.channel }, ...(options.otherChannels ?? [])],
  };
  const feeds = new Map(
    estate.inputs.flatMap(({ flowArns }) => flowArns.map((arn) => [arn, manualFeed(arn, clock)] as const)),
  );
  const feedOf = (spec: InputSpec, pipeline: PipelineId): ManualFeed | undefined =>
    feeds.get(spec.flowArns[pipeline] ?? '');
  const events: EmittedEvent[] = [];
  const changes: ChannelChange[] = [];
  const mediaLive = mediaLiveService({
    estate,
    feedOf,
    clock,
    events: { emit: (event) => events.push(event) },
    ...(options.knobs !== undefined && { knobs: options.knobs }),
  });
  mediaLive.channels.subscribe((change) => changes.push(change));
  return {
    clock,
    mediaLive,
    events,
    changes,
    feed: (site, pipeline) => {
      const found = feedOf(input(site), pipeline);
      if (found === undefined) throw new Error(`no feed for site ${site}, pipeline ${pipeline}`);
      return found;
    },
    running: async () => {
      for (const feed of feeds.values()) feed.on();
      const started = mediaLive.channels.startEstate();
      clock.advance(500);
      await started;
    },
    details: (detailType) =>
      events.filter((event) => event['detail-type'] === detailType).map(({ detail }) => detail),
  };
}
