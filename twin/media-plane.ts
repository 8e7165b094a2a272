import type { Clock } from './clock.ts';
import type { Estate, FlowOutputSpec, InputSpec } from './estate.ts';
import type { EventSink } from './event-bus.ts';
import type { Feed } from './media/feed.ts';
import { fileFeed } from './media/file-feed.ts';
import { openPushEndpoint, type PushEndpoint } from './media/push-endpoint.ts';
import { startFlows, type Flows } from './mediaconnect/flows.ts';
import type { FlowKnobs } from './mediaconnect/knobs.ts';
import { mediaConnectService } from './mediaconnect/service.ts';
import type { TwinService } from './gateway/service.ts';
import { PackagedChannels } from './mediapackage/channels.ts';
import { MediaPackageService } from './mediapackage/service.ts';
import { inputArn } from './medialive/arn.ts';
import type { ChannelControl } from './medialive/channel-control.ts';
import type { PipelineId } from './medialive/channel/pipeline-id.ts';
import { inputKinds } from './medialive/input-kinds.ts';
import type { MediaLiveKnobs } from './medialive/knobs.ts';
import { mediaLiveService, type MediaLive } from './medialive/service.ts';

export interface MediaPlaneOptions {
  readonly estate: Estate;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly mediaLive?: Partial<MediaLiveKnobs>;
  readonly mediaConnect?: Partial<FlowKnobs>;
}

/** The media half of the twin: flows, push endpoints and channels, and the services in front of them. */
export interface MediaPlane {
  readonly flows: Flows;
  readonly channels: ChannelControl;
  /** What MediaLive has and what it lets through; inputs are added by {@link MediaPlane.addInput}. */
  readonly mediaLive: Omit<MediaLive, 'service' | 'channels' | 'putInput' | 'removeInput' | 'close'>;
  /** The twin's ports of the inputs that take no flows, by input id, first that of pipeline 0; a file has none. */
  readonly pushEndpoints: ReadonlyMap<string, readonly PushEndpoint[]>;
  /** The channels of MediaPackage v1. */
  readonly packages: PackagedChannels;
  readonly services: readonly TwinService[];
  /** Makes an input with what it takes: MediaLive's own output on each of its flows, or endpoints to push to. */
  addInput(input: InputSpec): Promise<void>;
  /** Gives an input that there is another name, other flows or other security groups. */
  changeInput(input: InputSpec): void;
  /** Takes an input away with its outputs or endpoints; rejects while a channel has it. */
  removeInput(id: string): Promise<void>;
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
    ...(options.mediaConnect === undefined ? {} : { knobs: options.mediaConnect }),
  });
  const pushEndpoints = new Map<string, readonly PushEndpoint[]>();
  const takeFlows = ({ id, flowArns }: InputSpec): void => {
    for (const arn of flowArns) flows.find(arn)?.addOutput(managedOutput(arn, inputArn(estate, id)));
  };
  const releaseFlows = (input: InputSpec | undefined): void => {
    for (const arn of input?.flowArns ?? []) {
      flows.find(arn)?.removeOutput(managedOutput(arn, inputArn(estate, input?.id ?? '')).arn);
    }
  };
  const prepareInput = async (input: InputSpec): Promise<void> => {
    const { way, scheme } = inputKinds[input.type];
    if (way !== 'flows' && way !== 'file') {
      // One for each pipeline, whichever class of channel it serves.
      const open = (pipeline: number) => openPushEndpoint({ clock, scheme, path: pathOf(input, pipeline) });
      pushEndpoints.set(input.id, [await open(0), await open(1)]);
    }
    takeFlows(input);
  };
  const closePackets = async (): Promise<void> => {
    await flows.close();
    await Promise.all([...pushEndpoints.values()].flat().map((endpoint) => endpoint.close()));
  };
  try {
    for (const input of estate.inputs) await prepareInput(input);
    const media = startMediaLive(options, flows, pushEndpoints);
    const packages = new PackagedChannels();
    return {
      flows,
      channels: media.channels,
      mediaLive: media,
      pushEndpoints,
      packages,
      services: [media.service, mediaConnectService(flows, clock), new MediaPackageService(packages)],
      addInput: async (input) => {
        await prepareInput(input);
        media.putInput(input);
      },
      changeInput: (input) => {
        releaseFlows(media.inventory.inputs.get(input.id));
        takeFlows(input);
        media.putInput(input);
      },
      removeInput: async (id) => {
        const input = media.inventory.inputs.get(id);
        media.removeInput(id);
        releaseFlows(input);
        await Promise.all((pushEndpoints.get(id) ?? []).map((endpoint) => endpoint.close()));
        pushEndpoints.delete(id);
      },
      close: async () => {
        await media.close();
        await closePackets();
      },
    };
  } catch (error) {
    await closePackets();
    throw error;
  }
}

function startMediaLive(
  { estate, events, clock, mediaLive }: MediaPlaneOptions,
  flows: Flows,
  pushEndpoints: MediaPlane['pushEndpoints'],
): MediaLive {
  const feedOf = (input: InputSpec, pipeline: PipelineId): Feed | undefined => {
    switch (inputKinds[input.type].way) {
      case 'flows':
        return flows.feed(input.flowArns[pipeline] ?? '');
      case 'file':
        return fileFeed(input.sources?.at(pipeline)?.url ?? input.id, clock);
      default:
        return pushEndpoints.get(input.id)?.at(pipeline)?.feed;
    }
  };
  const knobs = mediaLive === undefined ? {} : { knobs: mediaLive };
  return mediaLiveService({ estate, feedOf, events, clock, ...knobs });
}

/** RTMP names an application and an instance of it behind the address; MediaLive wants them given (BM:medialive.InputDestinationRequest). */
function pathOf({ type, id, streamNames }: InputSpec, pipeline: number): string {
  return type === 'RTMP_PUSH' ? `/${streamNames?.[pipeline] ?? `live/${id}-${pipeline}`}` : '';
}

/** MediaLive makes an output of its own on each flow that it takes (UG22/emx-upstream). */
function managedOutput(flowArn: string, mediaLiveInputArn: string): FlowOutputSpec {
  const name = `medialive-${mediaLiveInputArn.split(':').at(-1) ?? ''}`;
  const id = flowArn.split(':').at(-2) ?? '';
  return {
    arn: flowArn.replace(/:flow:.*$/, `:output:${id}:${name}`),
    name,
    settings: { mediaLiveInputArn },
  };
}
