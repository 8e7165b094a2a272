import type { ObservedCall } from '../../twin/gateway/observed-call.ts';
import type { ChannelChange } from '../../twin/medialive/channel/channel-change.ts';
import type { Recent } from '../../twin/gateway/recent.ts';
import type { FunctionLogLine, ObservedInvocation } from '../../twin/lambda/invocation.ts';
import type { ChannelControl } from '../../twin/medialive/channel-control.ts';
import { CallTally } from './call-tally.ts';

/** What the controller asks MediaLive on the way to a switch. */
const onTheWay: ReadonlySet<string | undefined> = new Set([
  'BatchUpdateSchedule',
  'ListAlerts',
  'DescribeSchedule',
]);

/** As much of a twin as there is to watch. */
interface Watched {
  readonly calls: Pick<Recent<ObservedCall>, 'subscribe'>;
  readonly channels: Pick<ChannelControl, 'subscribe'>;
  readonly functions: {
    readonly logs: Pick<Recent<FunctionLogLine>, 'subscribe'>;
    readonly invocations: Pick<Recent<Pick<ObservedInvocation, 'payload'>>, 'subscribe'>;
  };
}

/** Looks on while channels lose a site: what MediaLive is asked, what it takes into schedules, what goes on air, what is repeated. */
export class LossWatch {
  readonly calls = new CallTally();
  /** When MediaLive took switches into a channel's schedule, epoch ms, by channel id. */
  readonly accepted = new Map<string, number[]>();
  /** When a reconciler had a call let through, epoch ms. */
  readonly reconciled: number[] = [];
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
    twin.functions.invocations.subscribe(({ payload }) => {
      this.redeliveries += [...payload.matchAll(/"ApproximateReceiveCount":"(\d+)"/g)].filter(
        ([, count]) => count !== '1',
      ).length;
    });
  }

  /** When MediaLive took the last switch, epoch ms; -Infinity when it took none. */
  get lastAcceptedAt(): number {
    return Math.max(-Infinity, ...[...this.accepted.values()].flat());
  }

  #hearCall({ service, operation, functionName, status, receivedAt, call: { url } }: ObservedCall): void {
    if (service !== 'medialive') return;
    if (functionName?.includes('Reconciler') === true && status !== 429) this.reconciled.push(receivedAt);
    this.calls.note({
      at: receivedAt,
      onTheWay: functionName?.includes('Controller') === true && onTheWay.has(operation),
      channel: /\/channels\/(\d+)/.exec(url)?.[1],
      admitted: status !== 429,
    });
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
