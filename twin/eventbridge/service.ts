import * as v from 'valibot';
import { targetError, jsonReply, targetOperation } from '../gateway/json-protocol.ts';
import { isJsonObject, parseJsonObject, type JsonObject } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import { archiveOperations } from './archives.ts';
import type { EventBuses } from './event-buses.ts';
import { busNameOf, putEvents, putEventsInput } from './put-events.ts';
import { ruleOperations } from './rule-operations.ts';

const contentType = 'application/x-amz-json-1.1';

const operations: typeof ruleOperations = {
  ...ruleOperations,
  ...archiveOperations,
  PutEvents: (buses, input) => putEvents(buses, v.parse(putEventsInput, input)),
};

/** EventBridge's API over the twin's event buses. */
export class EventBridgeService implements TwinService {
  readonly signingName = 'events';
  readonly #buses: EventBuses;

  constructor(buses: EventBuses) {
    this.#buses = buses;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const operation = targetOperation(call, 'AWSEvents');
    return operation !== undefined && operation in operations ? operation : undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const input = parseJsonObject(call.body.toString()) ?? {};
    const action = `events:${call.operation ?? ''}`;
    return [
      ...busesOf(input).map((busName) => ({ action, resource: this.#buses.busArn(busName) })),
      ...rolesPassed(input).map((resource) => ({ action: 'iam:PassRole', resource })),
    ];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const operation = operations[call.operation ?? ''];
    if (operation === undefined) {
      throw new ServiceError(
        400,
        'UnknownOperationException',
        `There is no operation ${String(call.operation)}.`,
      );
    }
    try {
      const output = operation(this.#buses, parseJsonObject(call.body.toString()) ?? {});
      return Promise.resolve(jsonReply(200, output, contentType));
    } catch (error) {
      if (v.isValiError(error)) {
        const path = v.getDotPath(error.issues[0]) ?? 'the request';
        throw new ServiceError(400, 'ValidationException', `${path}: ${error.message}`);
      }
      throw error;
    }
  }

  error(status: number, code: string, message: string): ServiceReply {
    return targetError(status, code, message, contentType);
  }
}

/** A caller that has a service use a role must be allowed to pass it (IAM User Guide, "Grant a user permissions to pass a role"). */
const rolesPassed = ({ RoleArn, Targets }: JsonObject): readonly string[] =>
  [{ RoleArn }, ...(Array.isArray(Targets) ? Targets.filter(isJsonObject) : [])].flatMap((taken) =>
    typeof taken.RoleArn === 'string' ? [taken.RoleArn] : [],
  );

const busesOf = (input: JsonObject): readonly string[] => {
  const entries = Array.isArray(input['Entries']) ? input['Entries'].filter(isJsonObject) : [input];
  const names = entries.map(({ EventBusName }) =>
    busNameOf(typeof EventBusName === 'string' ? EventBusName : undefined),
  );
  return [...new Set(names)];
};
