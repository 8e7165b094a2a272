import type { JsonValue } from './json-value.ts';
import type { ServiceCall, ServiceReply } from './service.ts';

/** The two AWS JSON protocols (operation in `X-Amz-Target`) and REST-JSON, as far as their replies differ. */
export type JsonContentType =
  'application/x-amz-json-1.0' | 'application/x-amz-json-1.1' | 'application/json';

/** `PutEvents` from `AWSEvents.PutEvents`; undefined when the target names another service or nothing. */
export const targetOperation = (
  call: Pick<ServiceCall, 'headers'>,
  targetPrefix: string,
): string | undefined => {
  const target = call.headers['x-amz-target'];
  return target?.startsWith(`${targetPrefix}.`) === true ? target.slice(targetPrefix.length + 1) : undefined;
};

export const jsonReply = (
  status: number,
  body: JsonValue | undefined,
  contentType: JsonContentType,
): ServiceReply => ({
  status,
  headers: { 'content-type': contentType },
  body: body === undefined ? '' : JSON.stringify(body),
});

/** The error form all JSON clients read: type in header and body, message in both spellings that services use. */
export const jsonError = (
  status: number,
  code: string,
  message: string,
  contentType: JsonContentType,
): ServiceReply => ({
  status,
  headers: { 'content-type': contentType, 'x-amzn-errortype': code },
  body: JSON.stringify({ __type: code, message, Message: message }),
});

/** As the services that have operations in `X-Amz-Target` answer: every fault of the caller with 400. */
export const targetError = (
  status: number,
  code: string,
  message: string,
  contentType: JsonContentType,
): ServiceReply => jsonError(status < 500 ? 400 : status, code, message, contentType);
