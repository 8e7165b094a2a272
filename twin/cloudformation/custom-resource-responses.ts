import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { UnsignedRoute } from '../gateway/gateway.ts';
import { isRecord, parseJsonObject, type JsonObject } from '../gateway/json-value.ts';
import type { ServiceReply } from '../gateway/service.ts';

const response = v.object({
  Status: v.picklist(['SUCCESS', 'FAILED']),
  Reason: v.optional(v.string()),
  PhysicalResourceId: v.string(),
  Data: v.optional(v.custom<JsonObject>(isRecord, 'must be an object'), {}),
});

export type CustomResourceResponse = v.InferOutput<typeof response>;

export interface ExpectedResponse {
  readonly url: string;
  /** Rejects when the answer is malformed, or does not come in time. */
  readonly response: Promise<CustomResourceResponse>;
}

interface Waiting {
  readonly settle: (body: string) => void;
  readonly fail: (reason: string) => void;
}

/** Receives what custom resources PUT to their ResponseURL. In AWS that is a presigned URL of S3; here it is the gateway. */
export class CustomResourceResponses implements UnsignedRoute {
  readonly prefix: string;
  readonly #endpoint: () => string;
  readonly #waiting = new Map<string, Waiting>();

  constructor(endpoint: () => string, region: string) {
    this.#endpoint = endpoint;
    this.prefix = `/-/cloudformation/${region}/responses/`;
  }

  expect(timeoutMs: number): ExpectedResponse {
    const path = `${this.prefix}${randomUUID()}`;
    const awaited = new Promise<CustomResourceResponse>((resolve, reject) => {
      const fail = (reason: string): void => {
        clearTimeout(timer);
        this.#waiting.delete(path);
        reject(new Error(`The custom resource did not answer: ${reason}.`));
      };
      const timer = setTimeout(() => {
        fail(`nothing was PUT to the ResponseURL within ${timeoutMs} ms`);
      }, timeoutMs);
      const settle = (body: string): void => {
        const parsed = v.safeParse(response, parseJsonObject(body));
        if (parsed.success) {
          clearTimeout(timer);
          this.#waiting.delete(path);
          resolve(parsed.output);
        } else {
          fail(`what it PUT is not a response (${parsed.issues[0].message}): ${body}`);
        }
      };
      this.#waiting.set(path, { settle, fail });
    });
    return { url: `${this.#endpoint()}${path}`, response: awaited };
  }

  /** Gives up waiting; without effect when the answer is there already. */
  abandon(url: string, reason: string): void {
    this.#waiting.get(new URL(url).pathname)?.fail(reason);
  }

  /** Fails everything still awaited, so that no deployment hangs while the twin stops. */
  close(): void {
    for (const { fail } of [...this.#waiting.values()]) {
      fail('the twin stopped');
    }
  }

  handle({ method, url, body }: { method: string; url: string; body: Buffer }): ServiceReply {
    const waiting = this.#waiting.get(url.split('?')[0] ?? '');
    if (method !== 'PUT' || waiting === undefined) {
      return { status: 403, headers: {}, body: 'No custom resource is waited for at this URL.' };
    }
    waiting.settle(body.toString('utf8'));
    return { status: 200, headers: {}, body: '' };
  }
}
