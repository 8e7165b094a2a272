import { randomUUID } from 'node:crypto';
import type { ServiceCall, ServiceReply } from './service.ts';

/** The AWS Query protocol (STS, SNS): a form body with `Action`, XML back. */
export const queryParameters = (call: Pick<ServiceCall, 'body'>): URLSearchParams =>
  new URLSearchParams(call.body.toString('utf8'));

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (found) => escapes[found] ?? found);

const xmlReply = (status: number, body: string): ServiceReply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

/** `result` is already XML. */
export const queryReply = (operation: string, namespace: string, result: string): ServiceReply =>
  xmlReply(
    200,
    `<${operation}Response xmlns="${namespace}"><${operation}Result>${result}</${operation}Result>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${operation}Response>`,
  );

export const queryError = (status: number, code: string, message: string): ServiceReply =>
  xmlReply(
    status,
    `<ErrorResponse><Error><Type>${status >= 500 ? 'Receiver' : 'Sender'}</Type><Code>${escapeXml(code)}</Code>` +
      `<Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
