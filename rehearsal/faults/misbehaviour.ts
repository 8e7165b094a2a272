import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceCall, ServiceReply } from '../../twin/gateway/service.ts';
import { ServiceError } from '../../twin/gateway/service-error.ts';

/** What can become of a call, in words for the table. */
export const misbehaviours = {
  throttled: 'is refused: too many requests',
  error: 'fails with status 500, and has no effect',
  unanswered: 'is not answered, and has no effect',
  'answer-lost': 'is carried out, and the connection is reset before the answer',
  'half-open': 'is carried out, and the connection goes silent in the middle of the answer',
  slow: 'is carried out late, and answered late',
  'killed-before': 'kills the process that makes it, and has no effect',
  'killed-after': 'is carried out, and kills the process that made it',
} as const;

export type Misbehaviour = keyof typeof misbehaviours;

/** Less than any client of the control plane waits for an answer, but for the second look before a failover. */
const slowMs = 1200;

/** How each service refuses a caller that is too fast (their API references, common errors). */
const throttlingErrors: Readonly<Record<string, readonly [number, string]>> = {
  medialive: [429, 'TooManyRequestsException'],
  dynamodb: [400, 'ThrottlingException'],
  sqs: [403, 'RequestThrottled'],
  sns: [429, 'ThrottledException'],
  events: [400, 'ThrottlingException'],
};

/** Lets a call come to harm. What is thrown becomes an answer in the wire form of its service. */
export async function misbehave(
  how: Misbehaviour,
  call: ServiceCall,
  next: () => Promise<ServiceReply>,
): Promise<ServiceReply> {
  switch (how) {
    case 'throttled': {
      const [status, code] = throttlingErrors[call.service] ?? [429, 'ThrottlingException'];
      throw new ServiceError(status, code, 'Rate exceeded');
    }
    case 'error':
      throw new ServiceError(500, 'InternalServerError', 'An internal error occurred.');
    case 'unanswered':
      return nothing;
    case 'answer-lost':
      return { ...(await next()), delivery: 'reset' };
    case 'half-open':
      return { ...(await next()), delivery: 'half-open' };
    case 'slow':
      await sleep(slowMs);
      return next();
    case 'killed-before':
      kill(call);
      return nothing;
    case 'killed-after': {
      const reply = await next();
      kill(call);
      return { ...reply, delivery: 'never' };
    }
  }
}

const nothing: ServiceReply = { status: 503, headers: {}, body: '', delivery: 'never' };

function kill({ principal: { pid } }: ServiceCall): void {
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}
