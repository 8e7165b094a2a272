import type { ChannelState } from '@aws-sdk/client-medialive';
import type { IngestState } from './input-watch.ts';
import type { PipelineId } from './pipeline-id.ts';

interface At {
  readonly channelId: string;
  /** Epoch ms by the twin's clock. */
  readonly at: number;
}

/** What happens inside a channel, as it happens: what a drill's timeline is made of. No AWS client can see this. */
export type ChannelChange =
  | (At & { readonly kind: 'state'; readonly state: ChannelState })
  | (At & {
      readonly kind: 'on-air';
      readonly pipeline: PipelineId;
      readonly attachment: string;
      /** The schedule action behind it; undefined when the channel came up on its first attachment. */
      readonly action: string | undefined;
    })
  | (At & { readonly kind: 'off-air'; readonly pipeline: PipelineId })
  | (At & {
      readonly kind: 'ingest';
      readonly pipeline: PipelineId;
      readonly attachment: string;
      readonly state: IngestState;
    })
  | (At & {
      readonly kind: 'alert';
      readonly pipeline: PipelineId;
      readonly alarmId: string;
      readonly type: string;
      readonly state: 'SET' | 'CLEARED';
    })
  | (At & {
      readonly kind: 'schedule';
      /** Actions added, with the attachment they name and the time they start at; a follow action has none. */
      readonly created: readonly {
        readonly name: string;
        readonly attachment: string | undefined;
        readonly startsAt: number | undefined;
      }[];
      readonly deleted: readonly string[];
    });

/** A change before it is known whose it is and when it was. */
export type ChannelChangeBody = DistributiveOmit<ChannelChange, 'channelId' | 'at'>;

/** `Omit` for each member of a union by itself. */
type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
