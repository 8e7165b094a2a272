import { queryError, queryParameters } from '../gateway/query-protocol.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { FauxqsEngine } from '../sqs/fauxqs-engine.ts';

const contentType = 'application/x-www-form-urlencoded';

/** What the twin's own parts (rules) do with topics. */
export interface Topics {
  publish(topicArn: string, message: string): Promise<void>;
}

/** SNS: fauxqs's topics. Subscribed queues get the messages; e-mail and HTTPS subscribers are listed and not called. */
export class SnsService implements TwinService, Topics {
  readonly signingName = 'sns';
  readonly #engine: FauxqsEngine;

  constructor(engine: FauxqsEngine) {
    this.#engine = engine;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    return queryParameters(call).get('Action') ?? undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const parameters = queryParameters(call);
    // A batch is authorized as Publish (SNS developer guide, "Amazon SNS API permissions").
    const action = call.operation === 'PublishBatch' ? 'Publish' : (call.operation ?? '');
    const resource = parameters.get('TopicArn') ?? parameters.get('TargetArn') ?? '*';
    return [{ action: `sns:${action}`, resource }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    return this.#engine.call({ 'content-type': contentType }, call.body);
  }

  error(status: number, code: string, message: string): ServiceReply {
    return queryError(status, code === 'AccessDeniedException' ? 'AuthorizationError' : code, message);
  }

  /** An operation called by the twin itself; returns the XML of its result. */
  async run(operation: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const form = new URLSearchParams({ Action: operation, ...parameters });
    const reply = await this.#engine.call({ 'content-type': contentType }, form.toString());
    if (reply.status !== 200) {
      throw new Error(`SNS ${operation} failed: ${reply.body.toString()}`);
    }
    return reply.body.toString();
  }

  async publish(topicArn: string, message: string): Promise<void> {
    await this.run('Publish', { TopicArn: topicArn, Message: message });
  }
}
