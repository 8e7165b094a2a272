import { MediaLiveServiceException } from '@aws-sdk/client-medialive';
import type { ScheduleAnswer } from '../../control/ports/media-live-gateway.ts';

/**
 * Sorts what a call that changes the schedule can end in. MediaLive declares 400, 403, 404 and 422 for what it would refuse
 * again, 429 and 5xx for what may pass later (API model of BatchUpdateSchedule); anything without an answer may have been
 * carried out.
 */
export async function scheduleAnswer(call: Promise<unknown>): Promise<ScheduleAnswer> {
  try {
    await call;
    return { type: 'accepted' };
  } catch (error) {
    const message = describe(error);
    if (isFinal(error)) return { type: 'rejected', message };
    return { type: 'unavailable', message, throttled: statusOf(error) === 429 };
  }
}

function isFinal(error: unknown): boolean {
  const status = statusOf(error);
  return status >= 400 && status < 500 && status !== 429;
}

/** 0: there was no answer. */
function statusOf(error: unknown): number {
  return error instanceof MediaLiveServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
}

/** A refusal for lack of a permission names the role that lacks it; people who read the history need the permission. */
const principal = /arn:aws[\w-]*:(?:iam|sts):[^\s,;]*/g;

/** An error in one line, with MediaLive's remarks on single elements where it makes any. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const remarks = remarksOf(error);
  const text = `${error.name}: ${error.message}${remarks === '' ? '' : ` (${remarks})`}`;
  return text.replace(principal, 'the role of this function');
}

function remarksOf(error: Error): string {
  if (!('ValidationErrors' in error) || !Array.isArray(error.ValidationErrors)) return '';
  return error.ValidationErrors.map((remark: { ElementPath?: string; ErrorMessage?: string }) =>
    [remark.ElementPath, remark.ErrorMessage].filter(Boolean).join(': '),
  ).join('; ');
}
