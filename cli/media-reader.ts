import type { Flow } from '@aws-sdk/client-mediaconnect';
import type {
  ChannelSummary,
  DescribeChannelResponse,
  DescribeInputResponse,
  ScheduleAction,
} from '@aws-sdk/client-medialive';

/** What commands read of the media services themselves, with the permissions of the user. */
export interface MediaReader {
  channels(): Promise<readonly ChannelSummary[]>;
  /** Null where MediaLive has none of that id. */
  channel(channelId: string): Promise<DescribeChannelResponse | null>;
  /** Null where MediaLive has none of that id. */
  input(inputId: string): Promise<DescribeInputResponse | null>;
  /** Null where MediaConnect has none of that ARN. */
  flow(flowArn: string): Promise<Flow | null>;
  /** Past and future actions, as far as MediaLive keeps them. */
  schedule(channelId: string): Promise<readonly ScheduleAction[]>;
}
