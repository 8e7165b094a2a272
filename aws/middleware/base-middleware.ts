import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import type { FlushingMeter } from '../observability/emf-meter.ts';
import type { Logger } from '../../control/ports/logger.ts';
import type { Clock } from '../../control/ports/clock.ts';
import type { Invocation } from '../../control/ports/invocation.ts';

/** How long before Lambda ends the function it is given up by ourselves, with a log line and its metrics written. */
const timeoutEarlyMs = 400;

export interface BaseDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly meter: FlushingMeter;
}

/**
 * A use case as a function, with what every function does around its work: logging with the request id, one line for an error that
 * nobody caught, the metrics written whatever happened, and an end before Lambda's own that would leave no trace.
 */
export function handlerOf<Event, Result, Deps>(
  useCase: (deps: Deps, event: Event, invocation: Invocation) => Promise<Result>,
  deps: Deps & BaseDeps,
): middy.MiddyfiedHandler<Event, Result> {
  const { clock, logger, meter } = deps;
  const handler: middy.MiddyfiedHandler<Event, Result> = middy<Event, Result>({
    timeoutEarlyInMillis: timeoutEarlyMs,
    timeoutEarlyResponse: () => {
      throw new Error(
        'The function ran out of time. What was saved is carried on by the next event; raise the timeout if this recurs.',
      );
    },
  });
  handler.handler((event: Event, context: Context) =>
    useCase({ ...deps, logger: logger.with({ requestId: context.awsRequestId }) }, event, {
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
