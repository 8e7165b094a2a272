import type { ObservedCall } from '../../twin/gateway/observed-call.ts';
import type { ChannelChange } from '../../twin/medialive/channel/channel-change.ts';
import type { Recent } from '../../twin/gateway/recent.ts';
import type { FunctionLogLine, ObservedInvocation } from '../../twin/lambda/invocation.ts';
import type { ChannelControl } from '../../twin/medialive/channel-control.ts';
import { CallTally } from './call-tally.ts';

/** What the controller asks MediaLive on the way to a switch, unless it is a look. */
const onTheWay: ReadonlySet<string | undefined> = new Set([
  'BatchUpdateSchedule',
  'ListAlerts',
  'DescribeSchedule',
]);

type Invoked = Pick<ObservedInvocation, 'payload' | 'startedAt' | 'finishedAt'>;

/** As much of a twin as there is to watch. */
interface Watched {
  readonly calls: Pick<Recent<ObservedCall>, 'subscribe'>;
  readonly channels: Pick<ChannelControl, 'subscribe'>;
  readonly functions: {
    readonly logs: Pick<Recent<FunctionLogLine>, 'subscribe'>;
    readonly invocations: Pick<Recent<Invoked>, 'subscribe'>;
  };
}

interface TimedCall {
  readonly at: number;
  /** Its id. */
  readonly channel: string | undefined;
  /** It is the reconciler's, of all channels. */
  readonly isList: boolean;
}

/** Looks on while channels lose a site: what MediaLive is asked, what it takes into schedules, what goes on air, what is repeated. */
export class LossWatch {
  readonly calls = new CallTally();
  /** When MediaLive took switches into a channel's schedule, epoch ms, by channel id. */
  readonly accepted = new Map<string, number[]>();
  readonly #admitted: TimedCall[] = [];
  /** When channels were looked at, by their ids: a function tells only when it is done. */
  readonly #looks = new Map<string, { readonly from: number; readonly until: number }[]>();
  conflicts = 0;
  redeliveries = 0;

  /** Watches from now on. */
  constructor(twin: Watched) {
    twin.calls.subscribe((call) => {
      this.#hearCall(call);
    });
    twin.channels.subscribe((change) => {
      this.#hearChange(change);
    });
    twin.functions.logs.subscribe(({ text }) => {
      this.conflicts += conflictsIn(text);
    });
    twin.functions.invocations.subscribe(({ payload, startedAt: from, finishedAt: until }) => {
      for (const id of looksIn(payload)) {
        this.#looks.set(id, [...(this.#looks.get(id) ?? []), { from, until }]);
      }
      this.redeliveries += [...payload.matchAll(/"ApproximateReceiveCount":"(\d+)"/g)].filter(
        ([, count]) => count !== '1',
      ).length;
    });
  }

  /** When MediaLive took the last switch, epoch ms; -Infinity when it took none. */
  get lastAcceptedAt(): number {
    return Math.max(-Infinity, ...[...this.accepted.values()].flat());
  }

  /** Calls that were let through until then for looks, and for the list of channels. */
  lookCallsUntil(at: number): number {
    return this.#admitted.filter((call) => call.at <= at && (call.isList || this.#isLook(call))).length;
  }

  #hearCall({ service, operation, functionName, status, receivedAt: at, call: { url } }: ObservedCall): void {
    if (service !== 'medialive') return;
    const channel = /\/channels\/(\d+)/.exec(url)?.[1];
    const admitted = status !== 429;
    const mayLead = functionName?.includes('Controller') === true && onTheWay.has(operation);
    const call = { at, channel, isList: functionName?.includes('Reconciler') === true };
    if (admitted) this.#admitted.push(call);
    this.calls.note({ at, isOnTheWay: () => mayLead && !this.#isLook(call), channel, admitted });
  }

  #isLook({ at, channel = '' }: TimedCall): boolean {
    return this.#looks.get(channel)?.some(({ from, until }) => at >= from && at <= until) === true;
  }

  #hearChange(change: ChannelChange): void {
    if (change.kind !== 'schedule') return;
    const { channelId, created, at } = change;
    const switches = created.filter(({ attachment }) => attachment !== undefined).map(() => at);
    this.accepted.set(channelId, [...(this.accepted.get(channelId) ?? []), ...switches]);
  }
}

/** What a line in CloudWatch's embedded metric format adds to the metric. */
function conflictsIn(line: string): number {
  return Number(/"Conflicts":(\d+)/.exec(line)?.[1] ?? 0);
}

/** The ids of the channels that an invocation was to look at, by asking MediaLive about them. */
function looksIn(payload: string): readonly string[] {
  const { Records = [] } = JSON.parse(payload) as {
    readonly Records?: readonly { readonly body?: string }[];
  };
  return Records.flatMap(({ body }) => {
    if (body?.includes('"kind":"observation"') !== true) return [];
    const { channelArn, ask } = JSON.parse(body) as Look;
    const asks = ask === undefined || ask.channel || ask.alerts;
    return asks ? [channelArn.split(':').at(-1) ?? ''] : [];
  });
}

interface Look {
  readonly channelArn: string;
  /** Left out: everything is asked. */
  readonly ask?: { readonly channel: boolean; readonly alerts: boolean };
}
