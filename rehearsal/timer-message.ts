import * as v from 'valibot';
import type { ObservedCall } from '../twin/gateway/observed-call.ts';

/** A timer that the control plane has set itself, as it went over the wire to SQS. */
export interface SentTimer {
  readonly timerId: string;
  /** Epoch ms. */
  readonly dueAt: number;
}

const timer = v.object({ kind: v.literal('timer'), timerId: v.string(), dueAt: v.number() });
const body = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ MessageBody: v.pipe(v.string(), v.parseJson(), timer) }),
);

/** The timer that a call to SQS sends; undefined for any other call. */
export function timerIn({ service, operation, call }: ObservedCall): SentTimer | undefined {
  if (service !== 'sqs' || operation !== 'SendMessage') return undefined;
  const parsed = v.safeParse(body, call.body.toString('utf8'));
  return parsed.success ? parsed.output.MessageBody : undefined;
}
