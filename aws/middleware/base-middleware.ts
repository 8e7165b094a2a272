import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Millis } from '../../core/model/group.ts';
import type { FlushingMeter } from '../observability/emf-meter.ts';
import type { Logger } from '../../control/ports/logger.ts';
import type { Clock } from '../../control/ports/clock.ts';

/** How long before Lambda ends the function it is given up by ourselves, with a log line and its metrics written. */
const timeoutEarlyMs = 400;

export interface Invocation {
  /** Carries the request id. */
  readonly logger: Logger;
  /** When the function must have come to an end. */
  readonly deadlineAt: Millis;
  /** Lambda's id of this invocation. */
  readonly requestId: string;
}

export interface BaseDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meter: FlushingMeter;
}

/**
 * What every function does around its work: logging with the request id, one line for an error that nobody caught, the
 * metrics written whatever happened, and an end before Lambda's own that would leave no trace.
 */
export function withBaseMiddleware<Event, Result>(
  { clock, logger, meter }: BaseDeps,
  work: (event: Event, invocation: Invocation) => Promise<Result>,
): middy.MiddyfiedHandler<Event, Result> {
  const handler: middy.MiddyfiedHandler<Event, Result> = middy<Event, Result>({
    timeoutEarlyInMillis: timeoutEarlyMs,
    timeoutEarlyResponse: () => {
      throw new Error(
        'The function ran out of time. What was saved is carried on by the next event; raise the timeout if this recurs.',
      );
    },
  });
  handler.handler((event: Event, context: Context) =>
    work(event, {
      logger: logger.with({ requestId: context.awsRequestId }),
      deadlineAt: clock.now() + context.getRemainingTimeInMillis() - timeoutEarlyMs,
      requestId: context.awsRequestId,
    }),
  );
  handler.after(() => {
    meter.flush(clock.now());
  });
  handler.onError(({ error, context }: middy.Request<Event, Result>) => {
    logger.error('The function failed', { requestId: context.awsRequestId, error });
    meter.flush(clock.now());
  });
  return handler;
}
