import type { Clock } from '../clock.ts';
import type { ChannelSpec, Estate, InputSpec } from '../estate.ts';
import type { EventSink } from '../event-bus.ts';
import type { TwinService } from '../gateway/service.ts';
import type { Feed } from '../media/feed.ts';
import { restJsonServer } from '../rest-json/rest-json-server.ts';
import { channelArn } from './arn.ts';
import { changeFeed } from './change-feed.ts';
import { channelControl } from './channel-control.ts';
import type { ChannelControl } from './channel-control.ts';
import { Channel } from './channel/channel.ts';
import type { ChannelContext } from './channel/channel-context.ts';
import { ChannelEvents } from './channel/channel-events.ts';
import type { PipelineId } from './channel/pipeline-id.ts';
import { defaultKnobs } from './knobs.ts';
import type { MediaLiveKnobs } from './knobs.ts';
import { mediaLiveModel } from './model.ts';
import { mediaLiveOperations } from './operations.ts';
import { permissionsOf } from './permissions.ts';
import { tokenBucket } from './throttle.ts';

export interface MediaLiveOptions {
  readonly estate: Estate;
  /** Where a pipeline finds the packets of an input: its flow's output, or its push endpoint. */
  readonly feedOf: (input: InputSpec, pipeline: PipelineId) => Feed | undefined;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly knobs?: Partial<MediaLiveKnobs>;
}

export interface MediaLive {
  readonly service: TwinService;
  readonly channels: ChannelControl;
  /** Stops every pipeline and timer, without a word on the bus. */
  close(): Promise<void>;
}

/** MediaLive at wire level: the API over the channels of an estate, which ingest, alert and switch for real. */
export function mediaLiveService(options: MediaLiveOptions): MediaLive {
  const { estate, clock } = options;
  const knobs = { ...defaultKnobs, ...options.knobs };
  const changes = changeFeed();
  const channels = new Map(
    estate.channels.map((spec) => {
      const events = new ChannelEvents(channelArn(estate, spec.id), options.events);
      const context = { clock, knobs, events, changed: changes.publish, ...inputsOf(spec, options) };
      return [spec.id, new Channel(spec, context)] as const;
    }),
  );
  const server = restJsonServer(
    mediaLiveModel,
    mediaLiveOperations({ estate, channels, pageSize: knobs.pageSize }),
  );
  const admit = tokenBucket(knobs.throttle, clock);

  const service: TwinService = {
    signingName: 'medialive',
    operationOf: (call) => server.route(call)?.operation.name,
    permissionsFor: (call) => {
      const route = server.route(call);
      return route === undefined ? [] : permissionsOf(estate, route);
    },
    handle: async (call) =>
      admit() ? server.handle(call) : server.error(429, 'TooManyRequestsException', 'Too Many Requests'),
    error: (status, code, message) => server.error(status, code, message),
  };
  return {
    service,
    channels: channelControl(channels, changes),
    close: () => {
      for (const channel of channels.values()) channel.close();
      return Promise.resolve();
    },
  };
}

/** How a channel reaches the inputs behind its attachments. */
function inputsOf(
  spec: ChannelSpec,
  { estate, feedOf }: MediaLiveOptions,
): Pick<ChannelContext, 'feed' | 'lossLabel'> {
  if (spec.attachments.length === 0) {
    throw new Error(`Channel ${spec.id} has no input attachment; give it one or more to ingest.`);
  }
  const inputs = new Map(
    spec.attachments.map(({ name, inputId }) => {
      const input = estate.inputs.find(({ id }) => id === inputId);
      if (input !== undefined) return [name, input] as const;
      throw new Error(
        `Channel ${spec.id}: attachment '${name}' names the input '${inputId}', which is not in the estate.`,
      );
    }),
  );
  const feed: ChannelContext['feed'] = (attachment, pipeline) => {
    const input = inputs.get(attachment);
    return input === undefined ? undefined : feedOf(input, pipeline);
  };
  return {
    feed,
    // A push input shows its URL there; for a MediaConnect input a name was seen, taken to be the attachment's.
    lossLabel: (attachment, pipeline) =>
      inputs.get(attachment)?.type === 'RTP_PUSH'
        ? (feed(attachment, pipeline)?.id ?? attachment)
        : attachment,
  };
}
