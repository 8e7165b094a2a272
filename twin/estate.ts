import type { InputType } from '@aws-sdk/client-medialive';

/**
 * What stands in the account before anything is deployed: the flows, inputs and channels of the media side, in the terms
 * of the services' APIs. Templates add to it what they declare.
 */
export interface Estate {
  readonly account: string;
  readonly region: string;
  readonly flows: readonly FlowSpec[];
  readonly inputs: readonly InputSpec[];
  readonly channels: readonly ChannelSpec[];
}

export interface FlowSpec {
  readonly arn: string;
  readonly name: string;
  readonly availabilityZone: string;
  /** One or two; two only with source failover. */
  readonly sources: readonly FlowSourceSpec[];
  readonly failover?: {
    readonly mode: 'MERGE' | 'FAILOVER';
    readonly primarySource?: string;
    readonly recoveryWindowMs?: number;
  };
  readonly startAs: 'ACTIVE' | 'STANDBY';
  /** The rest of CreateFlow's request (`maintenance`, `sourceMonitoringConfig`, …), given back by DescribeFlow. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface FlowSourceSpec {
  readonly arn: string;
  readonly name: string;
  /** As DescribeFlow gives it; what is sent to the twin is RTP, whatever stands here. Default: `rtp`. */
  readonly protocol?: string;
  /** The rest of what DescribeFlow shows of a source (`transport`, `decryption`, `whitelistCidr`, …). */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** An output that a flow has been given. Nothing is sent to it: pipelines take the flow's own packets. */
export interface FlowOutputSpec {
  readonly arn: string;
  readonly name: string;
  /** The rest of what DescribeFlow shows of it (`transport`, `mediaLiveInputArn`, …). */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface InputSpec {
  readonly id: string;
  readonly name: string;
  readonly type: InputType;
  /** First flow to pipeline 0, second to pipeline 1 (MEDIACONNECT); empty for any other type. */
  readonly flowArns: readonly string[];
  /** What MediaLive pulls from or reads, first for pipeline 0; shown by DescribeInput, and nothing is fetched. */
  readonly sources?: readonly { readonly url: string; readonly username?: string }[];
  /** Application name and instance of RTMP_PUSH, first for pipeline 0. */
  readonly streamNames?: readonly string[];
  /** Ids of the security groups that say who may send (push inputs). */
  readonly securityGroups?: readonly string[];
  readonly roleArn?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** The rest of CreateInput's request (`SrtSettings`, `RouterSettings`, …), given back by DescribeInput. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Who may send to push inputs. The twin listens on the loopback and turns nobody away. */
export interface InputSecurityGroupSpec {
  readonly id: string;
  readonly cidrs: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ChannelSpec {
  readonly id: string;
  readonly name: string;
  readonly channelClass: 'STANDARD' | 'SINGLE_PIPELINE';
  /** In the channel's order: the first is ingested at start unless the schedule says otherwise. */
  readonly attachments: readonly AttachmentSpec[];
  readonly inputPrepare: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  readonly startAs: 'RUNNING' | 'IDLE';
  /** The rest of CreateChannel's request (EncoderSettings, Destinations …), given back by DescribeChannel. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface AttachmentSpec {
  readonly name: string;
  readonly inputId: string;
  /** The rest of the attachment (`InputSettings`, `AutomaticInputFailoverSettings`), given back by DescribeChannel. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** An account with nothing in it: all that there will be is in the templates. */
export function emptyEstate(place: Pick<Estate, 'account' | 'region'>): Estate {
  return { ...place, flows: [], inputs: [], channels: [] };
}
