import type { ObservedCall } from '../twin/gateway/observed-call.ts';
import type { ObservedInvocation } from '../twin/lambda/invocation.ts';
import type { ChannelChange } from '../twin/medialive/channel/channel-change.ts';
import type { Twin } from '../twin/twin.ts';
import { decisionsIn, type LoggedDecision } from './decision-log.ts';
import { notificationIn, type PublishedNotification } from './notification.ts';
import { inputSwitchesIn } from './schedule-call.ts';

/** A switch that MediaLive took into the channel's schedule. */
export interface AcceptedSwitch {
  readonly name: string;
  readonly attachment: string;
  /** Epoch ms. */
  readonly acceptedAt: number;
  readonly startsAt: number;
}

/** What was seen of one run from outside the control plane; every list in the order it happened. */
export class Observation {
  readonly changes: ChannelChange[] = [];
  readonly calls: ObservedCall[] = [];
  readonly notifications: PublishedNotification[] = [];
  readonly decisions: (LoggedDecision & { readonly at: number })[] = [];
  readonly invocations: ObservedInvocation[] = [];

  /** Watches a twin from its start. */
  constructor(twin: Twin) {
    twin.channels.subscribe((change) => this.changes.push(change));
    twin.calls.subscribe((call) => {
      this.calls.push(call);
      const notification = notificationIn(call);
      if (notification !== undefined) this.notifications.push(notification);
    });
    twin.functions.logs.subscribe(({ text, at }) => {
      this.decisions.push(...decisionsIn(text).map((decision) => ({ ...decision, at })));
    });
    twin.functions.invocations.subscribe((invocation) => this.invocations.push(invocation));
  }

  /** Input switches alone; a preparation of the next standby is none. */
  get switches(): readonly AcceptedSwitch[] {
    const names = new Set(this.calls.filter(({ status }) => status === 200).flatMap(inputSwitchesIn));
    return this.changes.flatMap((change) => {
      if (change.kind !== 'schedule') return [];
      return change.created.flatMap(({ name, attachment, startsAt }) =>
        names.has(name) && attachment !== undefined && startsAt !== undefined
          ? [{ name, attachment, acceptedAt: change.at, startsAt }]
          : [],
      );
    });
  }

  /** When each pipeline went on air with the attachment, in epoch ms, the last time it did, from `from` on. */
  onAirAt(attachment: string, from: number): ReadonlyMap<number, number> {
    return new Map(
      this.changes.flatMap((change) =>
        change.kind === 'on-air' && change.attachment === attachment && change.at >= from
          ? [[change.pipeline, change.at] as const]
          : [],
      ),
    );
  }

  /** Calls to MediaLive by a function of the control plane whose name contains `part`. */
  mediaLiveCalls(part: string, from: number, to: number): readonly ObservedCall[] {
    return this.calls.filter(
      ({ service, functionName = '', receivedAt }) =>
        service === 'medialive' && functionName.includes(part) && receivedAt >= from && receivedAt <= to,
    );
  }

  /** Notifications of one kind. */
  told(event: string, from = 0): readonly PublishedNotification[] {
    return this.notifications.filter((told) => told.event === event && told.at >= from);
  }
}
