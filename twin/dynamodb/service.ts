import { targetOperation, targetError, jsonReply } from '../gateway/json-protocol.ts';
import { isJsonObject, parseJsonObject, type JsonObject } from '../gateway/json-value.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { DynamoStore } from './store.ts';
import { TableSettings } from './table-settings.ts';

const contentType = 'application/x-amz-json-1.0';

/** DynamoDB: dynalite's engine behind the account's ARNs, with the table settings that dynalite lacks. */
export class DynamoDbService implements TwinService {
  readonly signingName = 'dynamodb';
  readonly #store = new DynamoStore();
  readonly #settings = new TableSettings();
  readonly #arnPrefix: string;

  constructor(account: string, region: string) {
    this.#arnPrefix = `arn:aws:dynamodb:${region}:${account}:table/`;
  }

  arnOf(table: string): string {
    return `${this.#arnPrefix}${table}`;
  }

  /** An operation called by the twin itself, e.g. to create a table of the template. */
  async run(operation: string, input: JsonObject): Promise<JsonObject> {
    const reply = await this.#perform(operation, Buffer.from(JSON.stringify(input)));
    const output = parseJsonObject(reply.body.toString()) ?? {};
    if (reply.status !== 200) {
      throw new Error(`DynamoDB ${operation} failed: ${JSON.stringify(output)}`);
    }
    return output;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    return targetOperation(call, 'DynamoDB_20120810');
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const body = parseJsonObject(call.body.toString()) ?? {};
    return permittedActions(call.operation ?? '', body).map(({ action, table, index }) => ({
      action: `dynamodb:${action}`,
      resource:
        table === undefined
          ? `${this.#arnPrefix}*`
          : this.arnOf(index === undefined ? table : `${table}/index/${index}`),
    }));
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    return this.#perform(call.operation ?? '', call.body);
  }

  error(status: number, code: string, message: string): ServiceReply {
    // The JSON 1.0 services answer every fault of the caller with 400.
    const type = `com.amazon.coral.service#${code}`;
    return targetError(status, type, message, contentType);
  }

  async #perform(operation: string, body: Buffer): Promise<ServiceReply> {
    const settings = settingsOperations[operation];
    if (settings !== undefined) {
      const input = parseJsonObject(body.toString()) ?? {};
      const table = tableNameOf(input);
      await this.#mustExist(table);
      return jsonReply(200, settings(this.#settings, table, input), contentType);
    }
    const reply = await this.#store.call(operation, body);
    return tableOperations.has(operation) ? this.#withOwnArns(reply) : reply;
  }

  async #mustExist(table: string): Promise<void> {
    const reply = await this.#store.call('DescribeTable', JSON.stringify({ TableName: table }));
    if (reply.status !== 200) {
      throw new ServiceError(
        400,
        'ResourceNotFoundException',
        `Requested resource not found: Table: ${table}`,
      );
    }
  }

  /** dynalite takes region and account of its ARNs from the process's environment, which is not the twin's to set. */
  #withOwnArns(reply: ServiceReply): ServiceReply {
    const body = reply.body.toString().replace(/arn:aws:dynamodb:[^:]*:\d*:table\//g, this.#arnPrefix);
    return { ...reply, body };
  }
}

const tableOperations: ReadonlySet<string> = new Set([
  'CreateTable',
  'DeleteTable',
  'DescribeTable',
  'UpdateTable',
]);

type SettingsOperation = (settings: TableSettings, table: string, input: JsonObject) => JsonObject;

const settingsOperations: Readonly<Record<string, SettingsOperation>> = {
  UpdateTimeToLive: (settings, table, input) => {
    const { AttributeName, Enabled } = memberOf(input, 'TimeToLiveSpecification');
    return settings.setTtl(table, typeof AttributeName === 'string' ? AttributeName : '', Enabled === true);
  },
  DescribeTimeToLive: (settings, table) => settings.describeTtl(table),
  UpdateContinuousBackups: (settings, table, input) => {
    const { PointInTimeRecoveryEnabled } = memberOf(input, 'PointInTimeRecoverySpecification');
    return settings.setPointInTimeRecovery(table, PointInTimeRecoveryEnabled === true);
  },
  DescribeContinuousBackups: (settings, table) => settings.describeBackups(table),
};

const memberOf = (input: JsonObject, name: string): JsonObject => {
  const member = input[name];
  if (!isJsonObject(member)) {
    throw new ServiceError(400, 'ValidationException', `${name} is required.`);
  }
  return member;
};

const tableNameOf = ({ TableName }: JsonObject): string => {
  if (typeof TableName !== 'string') {
    throw new ServiceError(400, 'ValidationException', 'TableName is required.');
  }
  return TableName;
};

interface PermittedAction {
  readonly action: string;
  readonly table: string | undefined;
  readonly index?: string;
}

/** The actions an operation needs: a batch needs its own on each table, a transaction those of the calls it is made of. */
const permittedActions = (operation: string, body: JsonObject): readonly PermittedAction[] => {
  if (isJsonObject(body['RequestItems'])) {
    return Object.keys(body['RequestItems']).map((table) => ({ action: operation, table }));
  }
  if (Array.isArray(body['TransactItems'])) {
    return body['TransactItems'].filter(isJsonObject).flatMap((item) =>
      Object.entries(item).map(([kind, part]) => ({
        action: transactionActions[kind] ?? kind,
        table: isJsonObject(part) && typeof part['TableName'] === 'string' ? part['TableName'] : undefined,
      })),
    );
  }
  const { TableName, IndexName } = body;
  return [
    {
      action: operation,
      table: typeof TableName === 'string' ? TableName : undefined,
      ...(typeof IndexName === 'string' ? { index: IndexName } : {}),
    },
  ];
};

const transactionActions: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};
