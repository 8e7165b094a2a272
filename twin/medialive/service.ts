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
import { inputKinds } from './input-kinds.ts';
import type { Inventory } from './inventory.ts';
import { defaultKnobs } from './knobs.ts';
import type { MediaLiveKnobs } from './knobs.ts';
import { mediaLiveModel } from './model.ts';
import { mediaLiveOperations } from './operations.ts';
import { permissionsOf } from './permissions.ts';
import { mediaLiveResources, type MediaLiveResources } from './resources.ts';
import { tagStore } from './tag-store.ts';
import { tokenBucket, type ThrottleLimits } from './throttle.ts';

export interface MediaLiveOptions {
  readonly estate: Estate;
  /** Where a pipeline finds the packets of an input: its flow's output, or its push endpoint. */
  readonly feedOf: (input: InputSpec, pipeline: PipelineId) => Feed | undefined;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly knobs?: Partial<MediaLiveKnobs>;
}

export interface MediaLive extends MediaLiveResources {
  readonly service: TwinService;
  readonly channels: ChannelControl;
  /** Other limits from now on, with as many calls at once as they allow. */
  setThrottle(limits: ThrottleLimits): void;
  /** Stops every pipeline and timer, without a word on the bus. */
  close(): Promise<void>;
}

/** MediaLive at wire level: the API over channels that ingest, alert and switch for real. */
export function mediaLiveService(options: MediaLiveOptions): MediaLive {
  const { estate, feedOf, clock } = options;
  const { account, region } = estate;
  const knobs = { ...defaultKnobs, ...options.knobs };
  const changes = changeFeed();
  const tags = tagStore();
  const resources = mediaLiveResources({
    account,
    region,
    tags,
    channelOf: (spec, inventory) => {
      const events = new ChannelEvents(channelArn(inventory, spec.id), options.events);
      const context = { clock, knobs, events, changed: changes.publish };
      return new Channel(spec, { ...context, ...inputsOf(spec, inventory, feedOf) });
    },
  });
  const { inventory } = resources;
  estate.inputs.forEach(resources.putInput);
  estate.channels.forEach(resources.addChannel);
  const destinationsOf = (input: InputSpec): readonly string[] =>
    inputKinds[input.type].way === 'push'
      ? ([0, 1] as const).flatMap((pipeline) => feedOf(input, pipeline)?.id ?? [])
      : [];
  const server = restJsonServer(
    mediaLiveModel,
    mediaLiveOperations({ inventory, tags, destinationsOf, pageSize: knobs.pageSize }),
  );
  let admit = tokenBucket(knobs.throttle, clock);

  const service: TwinService = {
    signingName: 'medialive',
    operationOf: (call) => server.route(call)?.operation.name,
    permissionsFor: (call) => {
      const route = server.route(call);
      return route === undefined ? [] : permissionsOf(inventory, route);
    },
    handle: async (call) =>
      admit() ? server.handle(call) : server.error(429, 'TooManyRequestsException', 'Too Many Requests'),
    error: (status, code, message) => server.error(status, code, message),
  };
  return {
    ...resources,
    service,
    channels: channelControl(inventory.channels, changes),
    setThrottle: (limits) => {
      admit = tokenBucket(limits, clock);
    },
    close: () => {
      for (const channel of inventory.channels.values()) channel.close();
      return Promise.resolve();
    },
  };
}

/** How a channel reaches the inputs behind its attachments. */
function inputsOf(
  spec: ChannelSpec,
  { inputs: known }: Inventory,
  feedOf: MediaLiveOptions['feedOf'],
): Pick<ChannelContext, 'feed' | 'lossLabel' | 'lossAlert'> {
  if (spec.attachments.length === 0) {
    throw new Error(`Channel ${spec.id} has no input attachment; give it one or more to ingest.`);
  }
  const missing = spec.attachments.find(({ inputId }) => !known.has(inputId));
  if (missing !== undefined) {
    throw new Error(
      `Channel ${spec.id}: attachment '${missing.name}' names the input '${missing.inputId}'; there are: ${[...known.keys()].join(', ') || 'none'}.`,
    );
  }
  const idOf = new Map(spec.attachments.map(({ name, inputId }) => [name, inputId]));
  // Looked up each time: an input may be given other flows while the channel stands still.
  const inputOf = (attachment: string): InputSpec | undefined => known.get(idOf.get(attachment) ?? '');
  const feed: ChannelContext['feed'] = (attachment, pipeline) => {
    const input = inputOf(attachment);
    return input === undefined ? undefined : feedOf(input, pipeline);
  };
  return {
    feed,
    // A push input shows its URL there; for a MediaConnect input a name was seen, taken to be the attachment's.
    lossLabel: (attachment, pipeline) => {
      const type = inputOf(attachment)?.type ?? 'MEDIACONNECT';
      return inputKinds[type].way === 'flows' ? attachment : (feed(attachment, pipeline)?.id ?? attachment);
    },
    lossAlert: (attachment) => inputKinds[inputOf(attachment)?.type ?? 'MEDIACONNECT'].lossAlert,
  };
}
