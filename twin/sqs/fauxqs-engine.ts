import { buildApp } from 'fauxqs';
import { FauxqsAccount } from './fauxqs-account.ts';
import type { ServiceReply } from '../gateway/service.ts';

/** The fauxqs engine: SQS queues and SNS topics with their subscriptions, in memory and without a port of its own. */
export class FauxqsEngine {
  readonly #app: ReturnType<typeof buildApp>;
  readonly #region: string;
  readonly #account: FauxqsAccount;

  constructor({ id, region }: { readonly id: string; readonly region: string }) {
    this.#account = new FauxqsAccount(id);
    this.#region = region;
    this.#app = buildApp({ logger: false, defaultRegion: region });
  }

  /** Ends waiting receives as well. */
  async close(): Promise<void> {
    await this.#app.close();
  }

  /** Has fauxqs do one call. It takes the region of ARNs from the signature, so one is given that names it. */
  async call(
    headers: Readonly<Record<string, string>> & { readonly 'content-type': string },
    body: Buffer | string,
  ): Promise<ServiceReply> {
    const reply = await this.#app.inject({
      method: 'POST',
      url: '/',
      headers: {
        ...headers,
        // The port of this host becomes part of queue URLs; without one they are the same in every run.
        host: 'localhost',
        authorization: `AWS4-HMAC-SHA256 Credential=twin/20200101/${this.#region}/sqs/aws4_request`,
      },
      payload: this.#account.inside(body.toString(), headers['content-type']),
    });
    const given = reply.headers['content-type'];
    const contentType = typeof given === 'string' ? given : 'application/json';
    const queryError = reply.headers['x-amzn-query-error'];
    return {
      status: reply.statusCode,
      headers: {
        'content-type': contentType,
        ...(typeof queryError === 'string' ? { 'x-amzn-query-error': queryError } : {}),
      },
      body: this.#account.outside(reply.body, contentType),
    };
  }
}
