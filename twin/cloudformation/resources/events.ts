import * as v from 'valibot';
import type { EventBuses } from '../../eventbridge/event-buses.ts';
import { busNameOf } from '../../eventbridge/put-events.ts';
import { ruleTarget } from '../../eventbridge/rule-target.ts';
import { isRecord, type JsonObject } from '../../gateway/json-value.ts';
import type { Schedules } from '../../scheduler/schedules.ts';
import { defineProvider, ignored, type ResourceProvider } from '../resource-provider.ts';

const pattern = v.custom<JsonObject>(isRecord, 'must be an event pattern');

const ruleProperties = v.strictObject({
  Name: v.optional(v.string()),
  EventBusName: v.optional(v.string()),
  EventPattern: v.optional(pattern),
  ScheduleExpression: v.optional(v.string()),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  Targets: v.optional(v.array(ruleTarget), []),
  Description: v.optional(v.string()),
  Tags: ignored,
});

const ruleProvider = (buses: EventBuses, schedules: Schedules): ResourceProvider =>
  defineProvider('AWS::Events::Rule', ruleProperties, (properties, context) => {
    const name = properties.Name ?? context.physicalName(64);
    const busName = busNameOf(properties.EventBusName);
    if (!buses.hasBus(busName)) {
      throw new Error(`There is no event bus ${busName}. There are: ${buses.busNames().join(', ')}.`);
    }
    const rule = buses.putRule({
      name,
      busName,
      description: properties.Description,
      pattern: properties.EventPattern,
      scheduleExpression: properties.ScheduleExpression,
      state: properties.State,
    });
    rule.putTargets(properties.Targets);
    if (properties.ScheduleExpression !== undefined) {
      schedules.add({
        name,
        arn: rule.arn,
        logicalId: context.logicalId,
        expression: properties.ScheduleExpression,
        enabled: properties.State === 'ENABLED',
        fire: () => {
          buses.fireScheduled(rule);
          return Promise.resolve();
        },
      });
    }
    return {
      ref: busName === 'default' ? name : `${busName}|${name}`,
      attributes: { Arn: rule.arn },
      remove: () => {
        buses.removeRule(rule);
        schedules.remove(rule.arn);
      },
    };
  });

const busProperties = v.strictObject({
  Name: v.string(),
  DeadLetterConfig: ignored,
  Description: ignored,
  KmsKeyIdentifier: ignored,
  LogConfig: ignored,
  Tags: ignored,
});

const busProvider = (buses: EventBuses): ResourceProvider =>
  defineProvider('AWS::Events::EventBus', busProperties, ({ Name }) => ({
    ref: Name,
    attributes: { Arn: buses.addBus(Name), Name },
  }));

/** AWS::Events::Rule (by pattern or by schedule) and AWS::Events::EventBus. */
export const eventProviders = (buses: EventBuses, schedules: Schedules): readonly ResourceProvider[] => [
  ruleProvider(buses, schedules),
  busProvider(buses),
];
