import { KnownError } from '../../config/known-error.ts';
import type { ErrorCode, OperatorFailure } from './responses.ts';

/** An order that cannot be carried out, for a reason the caller can act on. Becomes the response, never a failed invocation. */
export class Refusal extends KnownError {
  override readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, hint: string) {
    super(message, hint);
    this.code = code;
  }

  get failure(): OperatorFailure {
    const { code, message, hint } = this;
    return { ok: false, error: { code, message, hint } };
  }
}

/** The channel has been taken out of care. */
export function notManaged(channelArn: string): Refusal {
  return new Refusal(
    'NOT_MANAGED',
    `Channel ${channelArn} is not managed by this control plane.`,
    'Add it to a failover group in the configuration and deploy.',
  );
}
