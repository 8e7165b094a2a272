import * as v from 'valibot';
import { targetError, targetOperation } from '../gateway/json-protocol.ts';
import { isJsonObject, parseJson, parseJsonObject, type JsonObject } from '../gateway/json-value.ts';
import type {
  Principal,
  RequiredPermission,
  ServiceCall,
  ServiceReply,
  TwinService,
} from '../gateway/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { AccessControl } from '../iam/access-control.ts';
import { parsePolicy } from '../iam/policy.ts';
import type { FauxqsEngine } from './fauxqs-engine.ts';
import { queueNameOf, queueNameOfArn, type QueueUrls } from './queue-urls.ts';
import { receiveReply, type Queues, type ReceivedMessage, type SendOptions } from './queue.ts';
import { RedrivePermissions } from './redrive-permissions.ts';
import { Senders } from './senders.ts';

const contentType = 'application/x-amz-json-1.0';

/** SQS: SendMessage, "DelaySeconds": valid values 0 to 900. fauxqs takes more. */
const delaySecondsMax = 900;

/** Actions that IAM knows by the name of the single form (SQS developer guide, "SQS API permissions"). */
const actionOfBatch: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

/** SQS: fauxqs's queues, reached through the gateway and, by rules and pollers of the twin, directly. */
export class SqsService implements TwinService, Queues {
  readonly signingName = 'sqs';
  readonly urls: QueueUrls;
  readonly #engine: FauxqsEngine;
  readonly #access: AccessControl;
  readonly #senders = new Senders();
  readonly #redrives = new RedrivePermissions();

  constructor(engine: FauxqsEngine, urls: QueueUrls, access: AccessControl) {
    this.#engine = engine;
    this.#access = access;
    this.urls = urls;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    return targetOperation(call, 'AmazonSQS');
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const input = parseJsonObject(call.body.toString()) ?? {};
    const queueName = queueNameOf(input);
    const operation = call.operation ?? '';
    const action = `sqs:${actionOfBatch[operation] ?? operation}`;
    // A caller that has messages moved must be allowed to send them to where they go (SQS developer guide, "Dead-letter queue redrive").
    const { DestinationArn } = input;
    return [
      { action, resource: queueName === undefined ? '*' : this.urls.arn(queueName) },
      ...(typeof DestinationArn === 'string'
        ? [{ action: 'sqs:SendMessage', resource: DestinationArn }]
        : []),
    ];
  }

  async handle(call: ServiceCall): Promise<ServiceReply> {
    const input = parseJsonObject(call.body.toString() || '{}');
    if (input === undefined) {
      throw new ServiceError(400, 'SerializationException', 'The body is not a JSON object.');
    }
    rejectLongDelays(input);
    const operation = call.operation ?? '';
    const reply = await this.#call(operation, input);
    const output = parseJsonObject(reply.body.toString());
    if (output === undefined) return reply;
    if (reply.status === 200) this.#remember(output, call.principal);
    return { ...reply, body: JSON.stringify(this.urls.replyForClient(this.#named(operation, output))) };
  }

  error(status: number, code: string, message: string): ServiceReply {
    const reply = targetError(status, `com.amazonaws.sqs#${code}`, message, contentType);
    const fault = status < 500 ? 'Sender' : 'Receiver';
    return { ...reply, headers: { ...reply.headers, 'x-amzn-query-error': `${code};${fault}` } };
  }

  /** An operation called by the twin itself, e.g. to create a queue of the template. */
  async run(operation: string, input: JsonObject): Promise<JsonObject> {
    const reply = await this.#call(operation, input);
    if (reply.status !== 200) {
      throw new Error(`SQS ${operation} failed: ${reply.body.toString()}`);
    }
    return parseJsonObject(reply.body.toString()) ?? {};
  }

  async send(queueArn: string, body: string, { messageGroupId, roleArn }: SendOptions = {}): Promise<void> {
    const sent = await this.run('SendMessage', {
      QueueUrl: this.#urlOf(queueArn),
      MessageBody: body,
      ...(messageGroupId === undefined ? {} : { MessageGroupId: messageGroupId }),
    });
    if (roleArn !== undefined) this.#remember(sent, { roleArn, accessKeyId: 'twin' });
  }

  async receive(queueArn: string, messagesMax: number, waitMs: number): Promise<readonly ReceivedMessage[]> {
    const reply = await this.run('ReceiveMessage', {
      QueueUrl: this.#urlOf(queueArn),
      MaxNumberOfMessages: Math.min(messagesMax, 10),
      WaitTimeSeconds: Math.min(waitMs, 20_000) / 1000,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    return v.parse(receiveReply, reply).Messages.map((message) => this.#senders.named(message));
  }

  async delete(queueArn: string, receiptHandles: readonly string[]): Promise<void> {
    const QueueUrl = this.#urlOf(queueArn);
    for (const ReceiptHandle of receiptHandles) {
      await this.run('DeleteMessage', { QueueUrl, ReceiptHandle });
    }
  }

  #urlOf(queueArn: string): string {
    return this.urls.outside(queueNameOfArn(queueArn));
  }

  #call(operation: string, input: JsonObject): Promise<ServiceReply> {
    return this.#engine.call(
      { 'content-type': contentType, 'x-amz-target': `AmazonSQS.${operation}` },
      JSON.stringify(this.urls.requestForEngine(this.#withoutPolicies(input))),
    );
  }

  /** What fauxqs does not know, or keeps and does not obey, is obeyed here. */
  #withoutPolicies(input: JsonObject): JsonObject {
    const { Attributes } = input;
    const name = queueNameOf(input);
    if (!isJsonObject(Attributes) || name === undefined) return input;
    const queueArn = this.urls.arn(name);
    const attributes = this.#redrives.take(queueArn, Attributes);
    if (typeof attributes['Policy'] === 'string') {
      const document =
        attributes['Policy'] === '' ? { Statement: [] } : parseJsonObject(attributes['Policy']);
      this.#access.replacePolicy(queueArn, parsePolicy(document, 'Policy'));
    }
    return { ...input, Attributes: attributes };
  }

  /** Sent messages, of one call or of a batch. */
  #remember({ MessageId, Successful }: JsonObject, principal: Principal): void {
    const sent = Array.isArray(Successful) ? Successful.filter(isJsonObject) : [{ MessageId }];
    for (const { MessageId: id } of sent) {
      if (typeof id === 'string') this.#senders.remember(id, this.#access.userIdOf(principal));
    }
  }

  #named(operation: string, output: JsonObject): JsonObject {
    if (operation !== 'ReceiveMessage') return output;
    const received = v.safeParse(receiveReply, output);
    if (!received.success || output['Messages'] === undefined) return output;
    const messages = received.output.Messages.map((message) => this.#senders.named(message));
    return { ...output, Messages: parseJson(JSON.stringify(messages)) };
  }
}

const rejectLongDelays = (input: JsonObject): void => {
  const entries = Array.isArray(input['Entries']) ? input['Entries'].filter(isJsonObject) : [];
  for (const { DelaySeconds } of [input, ...entries]) {
    const valid =
      DelaySeconds === undefined ||
      (typeof DelaySeconds === 'number' && DelaySeconds >= 0 && DelaySeconds <= delaySecondsMax);
    if (!valid) {
      throw new ServiceError(
        400,
        'InvalidParameterValue',
        `Value ${JSON.stringify(DelaySeconds)} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${delaySecondsMax}.`,
      );
    }
  }
};
