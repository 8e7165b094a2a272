import type { Flow } from '@aws-sdk/client-mediaconnect';
import type {
  DescribeChannelResponse,
  DescribeInputResponse,
  ScheduleAction,
} from '@aws-sdk/client-medialive';
import type { Policy } from '../../core/model/group.ts';

/** Everything a rule may look at: what AWS shows of one channel, and what the configuration wants of it. */
export interface ChannelFacts {
  /** When it was looked at, in milliseconds of the epoch. */
  readonly now: number;
  readonly channel: DescribeChannelResponse;
  /** The attached inputs by id; one that MediaLive no longer has is missing. */
  readonly inputs: ReadonlyMap<string, DescribeInputResponse>;
  /** The flows behind them by ARN; one that MediaConnect does not have is missing. */
  readonly flows: ReadonlyMap<string, Flow>;
  readonly schedule: readonly ScheduleAction[];
  /** Null without a configuration. */
  readonly expected: ExpectedChannel | null;
}

/** The channel as a deployment's configuration has it. */
export interface ExpectedChannel {
  readonly group: string;
  readonly pipelines: 1 | 2;
  readonly sites: readonly ExpectedSite[];
  readonly policy: Policy;
}

export interface ExpectedSite {
  readonly name: string;
  /** The name of the input attachment. */
  readonly attachment: string;
  /** First that of pipeline 0; null where the deployment makes the flows itself. */
  readonly flows: readonly { readonly arn: string; readonly sources: number }[] | null;
}
