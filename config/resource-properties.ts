import type { Policy } from '../core/model/group.ts';

/**
 * What the deployment hands to the functions behind its custom resources: their properties, beside the `ServiceToken`. CloudFormation turns every number and every true or false in properties into
 * text, so what has types travels as one JSON text.
 */

/** `Custom::FailoverGroup`. */
export interface FailoverGroupProperties {
  /** The name of the group, unique in the deployment's table. */
  readonly Name: string;
  /** JSON of a {@link GroupDefinition}. */
  readonly Definition: string;
}

/** `Custom::FailoverChannels`: some of the deployment's channels together, as a stack has no room for a resource for each. */
export interface FailoverChannelsProperties {
  readonly Channels: readonly FailoverChannelProperties[];
}

/** One channel and its place in its failover group. Not as JSON: it would be a fifth longer, and a template has 1 MB. */
export interface FailoverChannelProperties {
  readonly ChannelArn: string;
  /** The failover group it belongs to. */
  readonly Group: string;
  /** What people call the channel. */
  readonly Name: string;
  readonly Inputs: Readonly<Record<string, FailoverInputProperties>>;
}

/** Where the channel takes a site from. */
export interface FailoverInputProperties {
  /** The name of the channel's input attachment. */
  readonly Attachment: string;
  /** First the flow of pipeline 0, then that of pipeline 1. Left out: MediaConnect feeds neither. */
  readonly Flows?: readonly (FlowProperty | { readonly Flow: FlowProperty; readonly Sources: '2' })[];
}

/** A flow by its ARN, or by the end of it, `ID:NAME`: a flow's region and account are those of the stack. */
export type FlowProperty = string;

/** `Custom::WorkflowPause`: before the channel. */
export interface WorkflowPauseProperties {
  /** The flows behind the channel: an input that takes another flow is an input that changes. */
  readonly Flows: readonly string[];
  /** Changes when the channel or an input of it does, and only then, so that CloudFormation asks for a pause. */
  readonly Revision: string;
}

/** `Custom::WorkflowRun`: after the channel. */
export interface WorkflowRunProperties extends WorkflowPauseProperties {
  readonly ChannelArn: string;
  /** What is not running stays so at `false`, unless the deployment itself has paused it. */
  readonly StartOnDeploy: 'true' | 'false';
}

/** `Custom::IngestCredentials`: where on-premises encoders deliver to MediaPackage v1, and with what. */
export interface IngestCredentialsProperties {
  readonly ChannelId: string;
  /** The secrets that take the user name and password, one for each ingest endpoint. */
  readonly Secrets: readonly string[];
}

/** What the deployment decides about a failover group; what operators decide is kept apart from it. */
export interface GroupDefinition {
  /** Highest priority first. */
  readonly sites: readonly string[];
  readonly policy: Policy;
}

/** Where one channel of a group takes each of its sites from. */
export type ChannelInputs = Readonly<Record<string, ChannelInput>>;

export interface ChannelInput {
  /** The name of the channel's input attachment. */
  readonly attachment: string;
  /** First the flow of pipeline 0, then that of pipeline 1; empty where MediaConnect does not feed the input. */
  readonly flows: readonly { readonly arn: string; readonly sources: 1 | 2 }[];
}
