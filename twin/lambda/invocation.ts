/** The error document of Lambda's runtime, as invokers see it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[] | undefined;
}

/** How an invocation ended. `requestId` ties it to its log lines. */
export type InvocationOutcome =
  | { readonly kind: 'returned'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'failed'; readonly requestId: string; readonly error: FunctionError };

/** An invocation as it is observed from outside, when it has ended. */
export interface ObservedInvocation {
  readonly functionName: string;
  readonly requestId: string;
  readonly payload: string;
  readonly outcome: InvocationOutcome;
  /** Whether a container had to be started for it. */
  readonly cold: boolean;
  readonly pid: number | undefined;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly finishedAt: number;
}

/** One line a function wrote, or one of Lambda's own (`START`, `END`, `REPORT`). */
export interface FunctionLogLine {
  readonly functionName: string;
  /** The invocation the container was busy with. */
  readonly requestId: string | undefined;
  readonly text: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Thrown when no invocation may start now; callers answer it with 429 or come again later. */
export class ThrottledError extends Error {
  readonly reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' | 'ConcurrentInvocationLimitExceeded';

  constructor(reason: ThrottledError['reason']) {
    super('Rate Exceeded.');
    this.name = 'ThrottledError';
    this.reason = reason;
  }
}
