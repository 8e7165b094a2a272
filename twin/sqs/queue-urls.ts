import { jsonText, type JsonObject, type JsonValue } from '../gateway/json-value.ts';

/**
 * Queue URLs inside fauxqs and outside differ: outside they point at the gateway, so that clients that use the URL
 * as the endpoint (the SDK does) arrive there. A queue is known by the last part of its URL, whatever the host.
 */
export class QueueUrls {
  readonly #endpoint: () => string;
  readonly #account: string;
  readonly #region: string;

  /** The endpoint is asked for late: the gateway's port is known only once it listens. */
  constructor(endpoint: () => string, account: string, region: string) {
    this.#endpoint = endpoint;
    this.#account = account;
    this.#region = region;
  }

  outside(queueName: string): string {
    return `${this.#endpoint()}/${this.#account}/${queueName}`;
  }

  inside(queueName: string): string {
    return `http://sqs.${this.#region}.localhost/${this.#account}/${queueName}`;
  }

  arn(queueName: string): string {
    return `arn:aws:sqs:${this.#region}:${this.#account}:${queueName}`;
  }

  requestForEngine(body: JsonObject): JsonObject {
    const name = queueNameOf(body);
    return name === undefined || !('QueueUrl' in body) ? body : { ...body, QueueUrl: this.inside(name) };
  }

  replyForClient(body: JsonObject): JsonObject {
    const { QueueUrl, QueueUrls: urls } = body;
    return {
      ...body,
      ...(typeof QueueUrl === 'string' ? { QueueUrl: this.#moved(QueueUrl) } : {}),
      ...(Array.isArray(urls) ? { QueueUrls: urls.map((url: JsonValue) => this.#moved(jsonText(url))) } : {}),
    };
  }

  #moved(url: string): string {
    return this.outside(lastPart(url));
  }
}

const lastPart = (text: string): string => text.slice(text.search(/[^/:]*$/));

/** The queue a call is about, from its QueueUrl or QueueName, or the SourceArn of StartMessageMoveTask. */
export const queueNameOf = ({ QueueUrl, QueueName, SourceArn }: JsonObject): string | undefined => {
  if (typeof QueueUrl === 'string') {
    return lastPart(QueueUrl);
  }
  if (typeof QueueName === 'string') return QueueName;
  return typeof SourceArn === 'string' ? queueNameOfArn(SourceArn) : undefined;
};

/** `name` of `arn:aws:sqs:region:account:name`. */
export const queueNameOfArn = (arn: string): string => lastPart(arn);
