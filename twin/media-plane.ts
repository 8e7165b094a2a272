import type { Clock } from './clock.ts';
import type { Estate, InputSpec } from './estate.ts';
import type { EventSink } from './event-bus.ts';
import type { Feed } from './media/feed.ts';
import { openPushEndpoint, type PushEndpoint } from './media/push-endpoint.ts';
import { startFlows, type Flows, type FlowsOptions } from './mediaconnect/flows.ts';
import { mediaConnectService } from './mediaconnect/service.ts';
import type { TwinService } from './gateway/service.ts';
import type { ChannelControl } from './medialive/channel-control.ts';
import type { PipelineId } from './medialive/channel/pipeline-id.ts';
import type { MediaLiveKnobs } from './medialive/knobs.ts';
import { mediaLiveService, type MediaLive } from './medialive/service.ts';

export interface MediaPlaneOptions {
  readonly estate: Estate;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly mediaLive?: Partial<MediaLiveKnobs>;
  readonly flows?: NonNullable<FlowsOptions['timings']>;
}

/** The media half of the twin: the flows, push endpoints and channels of an estate, and the services in front of them. */
export interface MediaPlane {
  readonly flows: Flows;
  readonly channels: ChannelControl;
  /** The endpoints of RTP_PUSH inputs by input id, first that of pipeline 0. */
  readonly pushEndpoints: ReadonlyMap<string, readonly PushEndpoint[]>;
  readonly services: readonly TwinService[];
  close(): Promise<void>;
}

export async function startMediaPlane(options: MediaPlaneOptions): Promise<MediaPlane> {
  const { estate, events, clock } = options;
  const { account, region } = estate;
  const flows = await startFlows({
    specs: estate.flows,
    account,
    region,
    events,
    clock,
    ...(options.flows === undefined ? {} : { timings: options.flows }),
  });
  const pushEndpoints = await openPushEndpoints(estate, clock);
  const closePackets = async (): Promise<void> => {
    await flows.close();
    await Promise.all([...pushEndpoints.values()].flat().map((endpoint) => endpoint.close()));
  };
  const media = await startMediaLive(options, flows, pushEndpoints).catch(async (error: unknown) => {
    await closePackets();
    throw error;
  });
  return {
    flows,
    channels: media.channels,
    pushEndpoints,
    services: [media.service, mediaConnectService(flows)],
    close: async () => {
      await media.close();
      await closePackets();
    },
  };
}

/** In a promise, so that an estate that does not hold together rejects like everything else. */
async function startMediaLive(
  { estate, events, clock, mediaLive }: MediaPlaneOptions,
  flows: Flows,
  pushEndpoints: MediaPlane['pushEndpoints'],
): Promise<MediaLive> {
  const feedOf = (input: InputSpec, pipeline: PipelineId): Feed | undefined =>
    input.type === 'RTP_PUSH'
      ? pushEndpoints.get(input.id)?.at(pipeline)?.feed
      : flows.feed(input.flowArns[pipeline] ?? '');
  const knobs = mediaLive === undefined ? {} : { knobs: mediaLive };
  return Promise.resolve(mediaLiveService({ estate, feedOf, events, clock, ...knobs }));
}

/** A push input has two endpoints, one for each pipeline, whichever class of channel it serves. */
async function openPushEndpoints(
  { inputs }: Estate,
  clock: Clock,
): Promise<ReadonlyMap<string, readonly PushEndpoint[]>> {
  const push = inputs.filter(({ type }) => type === 'RTP_PUSH');
  return new Map(
    await Promise.all(
      push.map(async ({ id }) => {
        const endpoints = [await openPushEndpoint({ clock }), await openPushEndpoint({ clock })];
        return [id, endpoints] as const;
      }),
    ),
  );
}
