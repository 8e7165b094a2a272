import type { Clock } from '../../clock.ts';
import type { Feed } from '../../media/feed.ts';
import type { MediaLiveKnobs } from '../knobs.ts';
import type { ChannelChange } from './channel-change.ts';
import type { ChannelEvents } from './channel-events.ts';
import type { PipelineId } from './pipeline-id.ts';

/** What a channel needs from the service around it. */
export interface ChannelContext {
  readonly clock: Clock;
  readonly knobs: MediaLiveKnobs;
  readonly events: ChannelEvents;
  feed(attachment: string, pipeline: PipelineId): Feed | undefined;
  /** The type of the alert by which the loss of the attachment's input shows. */
  lossAlert(attachment: string): string;
  /** What stands in the brackets of that alert's message. */
  lossLabel(attachment: string, pipeline: PipelineId): string;
  changed(change: ChannelChange): void;
}
