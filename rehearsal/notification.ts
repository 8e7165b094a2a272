import * as v from 'valibot';
import type { ObservedCall } from '../twin/gateway/observed-call.ts';

/** What people were told, as it went over the wire to SNS. */
export interface PublishedNotification {
  /** Epoch ms at which SNS had it. */
  readonly at: number;
  readonly subject: string;
  /** `switch-started`, `degraded`, … */
  readonly event: string;
  readonly reason: string;
}

const message = v.pipe(v.string(), v.parseJson(), v.object({ event: v.string(), reason: v.string() }));

/** The notification that a call to SNS publishes; undefined for any other call. */
export function notificationIn({
  service,
  operation,
  status,
  call,
  receivedAt,
}: ObservedCall): PublishedNotification | undefined {
  if (service !== 'sns' || operation !== 'Publish' || status !== 200) return undefined;
  const form = new URLSearchParams(call.body.toString('utf8'));
  const parsed = v.safeParse(message, form.get('Message'));
  return parsed.success
    ? { at: receivedAt, subject: form.get('Subject') ?? '', ...parsed.output }
    : undefined;
}
