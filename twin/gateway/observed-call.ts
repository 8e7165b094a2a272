import type { RequiredPermission, ServiceCall, ServiceReply } from './service.ts';

/** One call that reached the gateway, with its answer: what a drill counts, times and shows. */
export interface ObservedCall {
  readonly service: string;
  readonly operation: string | undefined;
  /** The function whose container signed the call; undefined for clients from outside. */
  readonly functionName: string | undefined;
  readonly call: ServiceCall;
  /** What IAM had to allow for it. */
  readonly required: readonly RequiredPermission[];
  readonly reply: ServiceReply;
  readonly status: number;
  /** Epoch ms at which the whole call had been read, and at which its answer was ready. */
  readonly receivedAt: number;
  readonly finishedAt: number;
}
