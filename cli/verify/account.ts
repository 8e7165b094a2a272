import type { Flow } from '@aws-sdk/client-mediaconnect';
import type { ChannelAlert, ScheduleAction } from '@aws-sdk/client-medialive';
import type { MediaReader } from '../media-reader.ts';

/** The first page of a list that was asked for without a number of items. */
export interface FirstPage {
  readonly items: number;
  readonly hasMore: boolean;
}

/** Lambda's concurrent executions of the account and region. */
export interface Concurrency {
  readonly limit: number;
  /** What functions without a reservation share. */
  readonly unreserved: number;
}

/** A rule of the default event bus that looks at events. */
export interface EventRule {
  readonly name: string;
  /** As JSON. */
  readonly pattern: string;
}

/** What a change set would do to one resource. */
export interface PlannedChange {
  readonly type: string;
  /** CloudFormation's word: `True`, `False` or `Conditional`; undefined where a resource is added or taken away. */
  readonly replacement: string | undefined;
}

/** A flow with all that DescribeFlow says of it. */
export interface ShownFlow {
  readonly flow: Flow;
  /** `messages.errors`. */
  readonly errors: readonly string[];
  /** Whether a source names the device that sends to it: `peerIpAddress`. */
  readonly namesPeer: boolean;
}

/** An event of a channel, as it came out of a queue. */
export interface HeardEvent {
  /** The event's own time, epoch ms, to the second. */
  readonly at: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Hears the events of a channel while it is open. */
export interface Listener {
  /** What has come since it was asked last; waits for a second. */
  heard(): Promise<readonly HeardEvent[]>;
  /** Takes away all that it has made. */
  close(): Promise<void>;
}

/** What changes in a channel's schedule, all or nothing. */
export interface ScheduleUpdate {
  readonly creates?: readonly ScheduleAction[];
  readonly deletes?: readonly string[];
}

/**
 * What the questions ask of AWS: the calls of its APIs, each with the credentials of the user. A refusal comes as the SDK's error, because
 * which error it is may be the answer.
 */
export interface Account extends MediaReader {
  /** Where it is asked. @throws KnownError when no region is set. */
  region(): Promise<string>;
  firstPageOf(list: 'channels' | 'inputs'): Promise<FirstPage>;
  firstPageOfSchedule(channelId: string): Promise<FirstPage>;
  /** Those that are set and those that are cleared, as far as MediaLive keeps them. */
  alerts(channelId: string): Promise<readonly ChannelAlert[]>;
  updateSchedule(channelId: string, update: ScheduleUpdate): Promise<void>;
  startChannel(channelId: string): Promise<void>;
  /** null: there is no such flow. */
  shownFlow(flowArn: string): Promise<ShownFlow | null>;
  startFlow(flowArn: string): Promise<void>;
  /** The dimensions of every metric of that name which had a value in the last two weeks, by name. */
  metrics(namespace: string, name: string): Promise<readonly Readonly<Record<string, string>>[]>;
  concurrency(): Promise<Concurrency>;
  /** Those of the default bus whose pattern names the source. */
  rules(source: string): Promise<readonly EventRule[]>;
  fits(pattern: string, event: object): Promise<boolean>;
  /** Makes a rule and a queue for the events of a channel. */
  listen(channelArn: string): Promise<Listener>;
  /** Offers one event to a bus; the code of the error that the entry got, null: it was taken. */
  putEvent(bus: string): Promise<string | null>;
  /** The simulator's word for each action: `allowed`, `implicitDeny`, `explicitDeny`. */
  simulate(
    roleArn: string,
    actions: readonly string[],
    resource: string,
  ): Promise<Readonly<Record<string, string>>>;
  /** The stack that made what is called so; null: none. */
  stackOf(physicalId: string): Promise<string | null>;
  template(stack: string): Promise<string>;
  /** Makes a change set for an existing stack, reads it, and deletes it again; it is never carried out. */
  changesOf(stack: string, template: string): Promise<readonly PlannedChange[]>;
}
