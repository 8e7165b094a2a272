interface CallBounds {
  /** Tries of one call, the first one included. */
  readonly attempts: number;
  /** How long a connection may be silent, before an answer and in the middle of one. */
  readonly answerWithinMs: number;
}

/**
 * How often the SDK tries one call, the first time included. MediaLive's once: its client would wait out a Retry-After of seconds in
 * the middle of a failover.
 */
export const attemptsTo = { dynamoDb: 3, mediaLive: 1, mediaConnect: 2, others: 3 } as const;

/**
 * The settings of an SDK client whose calls come to an end. `requestTimeout` alone ends with the headers of an answer: where
 * the connection breaks after them, the call would hang until Lambda ends the function.
 */
export function boundedCalls({ attempts, answerWithinMs }: CallBounds) {
  return {
    maxAttempts: attempts,
    requestHandler: {
      connectionTimeout: 500,
      requestTimeout: answerWithinMs,
      socketTimeout: answerWithinMs,
      throwOnRequestTimeout: true,
    },
  };
}

/**
 * Bounds of one call to a service that is not on the way to a switch: the effects it carries out are owed until they are
 * done, so a slow service must not hold up the function.
 */
export const callLimits = boundedCalls({ attempts: attemptsTo.others, answerWithinMs: 2000 });
