import { jsonError, jsonReply } from '../gateway/json-protocol.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { JsonObject } from '../gateway/json-value.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { ScheduleSpec, Schedules } from './schedules.ts';

const schedulePath = /^\/schedules\/([^/?]+)/;

/** EventBridge Scheduler's API, for clients that look at what the template has scheduled. */
export class SchedulerService implements TwinService {
  readonly signingName = 'scheduler';
  readonly #schedules: Schedules;

  constructor(schedules: Schedules) {
    this.#schedules = schedules;
  }

  operationOf({ method, url }: Omit<ServiceCall, 'operation'>): string | undefined {
    if (method !== 'GET') {
      return undefined;
    }
    if (schedulePath.test(url)) {
      return 'GetSchedule';
    }
    return /^\/schedules\/?(\?|$)/.test(url) ? 'ListSchedules' : undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const action = `scheduler:${call.operation ?? ''}`;
    return [{ action, resource: this.#find(call)?.arn ?? '*' }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    if (call.operation === 'ListSchedules') {
      const Schedules = this.#all().map(describe);
      return Promise.resolve(jsonReply(200, { Schedules }, 'application/json'));
    }
    const spec = this.#find(call);
    if (spec === undefined) {
      throw new ServiceError(404, 'ResourceNotFoundException', 'Schedule does not exist.');
    }
    return Promise.resolve(jsonReply(200, describe(spec), 'application/json'));
  }

  error(status: number, code: string, message: string): ServiceReply {
    return jsonError(status, code, message, 'application/json');
  }

  #all(): readonly ScheduleSpec[] {
    return this.#schedules.list().filter(({ arn }) => arn.includes(':scheduler:'));
  }

  #find({ url }: ServiceCall): ScheduleSpec | undefined {
    const name = decodeURIComponent(schedulePath.exec(url)?.[1] ?? '');
    return this.#all().find((spec) => spec.name === name);
  }
}

const describe = ({ name, arn, expression, enabled }: ScheduleSpec): JsonObject => ({
  Name: name,
  Arn: arn,
  GroupName: arn.split('/')[1] ?? 'default',
  ScheduleExpression: expression,
  State: enabled ? 'ENABLED' : 'DISABLED',
});
