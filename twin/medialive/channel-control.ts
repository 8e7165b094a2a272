import type { ChannelState } from '@aws-sdk/client-medialive';
import type { Channel } from './channel/channel.ts';
import type { ChangeFeed } from './change-feed.ts';
import type { ChannelChange } from './channel/channel-change.ts';
import type { OnAir } from './channel/pipeline.ts';
import type { PipelineId } from './channel/pipeline-id.ts';

/** A channel as one who stands beside the machine sees it: what a drill watches and does, and no AWS client can. */
export interface ChannelControl {
  readonly ids: readonly string[];
  state(channelId: string): ChannelState;
  /** The pipelines a channel has, running or not. */
  pipelines(channelId: string): readonly PipelineId[];
  /** Undefined while the pipeline does not run. */
  onAir(channelId: string, pipeline: PipelineId): OnAir | undefined;
  /** Starts every channel that the estate wants running and resolves when all of them run; flows and sources come first. */
  startEstate(): Promise<void>;
  /** Kills a pipeline; it stays down until it is restarted. */
  crash(channelId: string, pipeline: PipelineId): void;
  restart(channelId: string, pipeline: PipelineId): void;
  /** Hears every change in the order it happens, until the returned function is called. */
  subscribe(listener: (change: ChannelChange) => void): () => void;
  /**
   * Resolves once every pipeline of the channel runs and is on the attachment, with what each has on air: `since` is the
   * instant of its switch.
   *
   * @param signal - ends the waiting; the promise then rejects with its reason
   */
  whenAllOn(channelId: string, attachment: string, signal?: AbortSignal): Promise<readonly OnAir[]>;
}

export function channelControl(channels: ReadonlyMap<string, Channel>, changes: ChangeFeed): ChannelControl {
  const find = (channelId: string): Channel => {
    const channel = channels.get(channelId);
    if (channel !== undefined) return channel;
    throw new Error(
      `There is no channel '${channelId}'; there are: ${[...channels.keys()].join(', ') || 'none'}.`,
    );
  };
  const until = <T>(look: () => T | undefined, signal?: AbortSignal): Promise<T> =>
    new Promise((resolve, reject) => {
      const settle = (): void => {
        unsubscribe();
        signal?.removeEventListener('abort', abort);
      };
      const abort = (): void => {
        settle();
        reject(signal?.reason instanceof Error ? signal.reason : new Error('The waiting was ended.'));
      };
      const attempt = (): void => {
        const found = look();
        if (found === undefined) return;
        settle();
        resolve(found);
      };
      const unsubscribe = changes.subscribe(attempt);
      signal?.addEventListener('abort', abort);
      if (signal?.aborted === true) abort();
      else attempt();
    });

  return {
    get ids() {
      return [...channels.keys()];
    },
    state: (channelId) => find(channelId).state,
    pipelines: (channelId) => find(channelId).pipelines,
    onAir: (channelId, pipeline) => find(channelId).onAir(pipeline),
    startEstate: async () => {
      const wanted = [...channels.values()].filter(({ spec }) => spec.startAs === 'RUNNING');
      for (const channel of wanted) if (channel.state === 'IDLE') channel.start();
      await until(() => (wanted.every(({ state }) => state === 'RUNNING') ? true : undefined));
    },
    crash: (channelId, pipeline) => {
      find(channelId).crash(pipeline);
    },
    restart: (channelId, pipeline) => {
      find(channelId).restart(pipeline);
    },
    subscribe: (listener) => changes.subscribe(listener),
    whenAllOn: (channelId, attachment, signal) => {
      const channel = find(channelId);
      return until(() => {
        const all = channel.pipelines.map((id) => channel.onAir(id)).filter((air) => air !== undefined);
        const settled =
          all.length === channel.pipelines.length && all.every((air) => air.attachment === attachment);
        return settled ? all : undefined;
      }, signal);
    },
  };
}
