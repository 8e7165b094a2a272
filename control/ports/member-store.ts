import type { Flow, SiteName, Millis, PipelineId } from '../../core/model/group.ts';

/** A channel's place in its failover group, as deployed. */
export interface ChannelMember {
  readonly channelArn: string;
  readonly name: string | null;
  readonly group: string;
  readonly inputs: Readonly<Record<SiteName, MemberInput>>;
  /** The deployment that put it here, so that no other takes it away. */
  readonly owner: string;
}

export interface MemberInput {
  readonly attachment: string;
  /** The first flow feeds pipeline 0, the second pipeline 1; empty where MediaConnect feeds neither. */
  readonly flows: readonly Flow[];
}

/** A member in the list of all managed channels. */
export interface MemberSummary {
  readonly channelArn: string;
  readonly name: string | null;
  readonly group: string;
  /** The ARNs of all flows behind its inputs, each once. */
  readonly flows: readonly string[];
  readonly lastLook: LastLook;
}

/** When the channel was last looked at; 0: not as far as is known. */
export interface LastLook {
  /** MediaLive was asked, whether or not it answered. */
  readonly askedAt: Millis;
  /** The state and what is on air are from then. */
  readonly channelAt: Millis;
  /** The list of alerts is from then. */
  readonly alertsAt: Millis;
}

/** Of a channel that nobody has looked at. */
export const neverLooked: LastLook = { askedAt: 0, channelAt: 0, alertsAt: 0 };

/** A use of a MediaConnect flow by a managed channel. */
export interface FlowUse {
  readonly channelArn: string;
  readonly site: SiteName;
  readonly pipeline: PipelineId;
}

/** The ARNs of the flows behind a member's inputs, each once. */
export function flowsOf({ inputs }: Pick<ChannelMember, 'inputs'>): readonly string[] {
  return [...new Set(Object.values(inputs).flatMap(({ flows }) => flows.map(({ arn }) => arn)))];
}

/** Which channels are managed, and which flows feed them. */
export interface MemberStore {
  find(channelArn: string): Promise<ChannelMember | null>;
  list(): Promise<readonly MemberSummary[]>;
  usesOfFlow(flowArn: string): Promise<readonly FlowUse[]>;
  /** Notes a look at a channel; what it has not seen stays as noted before. Of a channel that is not managed nothing is noted. */
  noteLook(channelArn: string, look: Partial<LastLook>): Promise<void>;
  /** Safe to repeat: it leaves the same items behind, whatever part of an earlier try got through. */
  put(member: ChannelMember, previous: ChannelMember | null): Promise<void>;
  /** Takes the channel out of the control plane's care, with its state; its log stays until it expires. */
  remove(member: ChannelMember): Promise<void>;
}
