import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { assertSupportedTarget, type Targets } from '../../eventbridge/targets.ts';
import type { Schedules } from '../../scheduler/schedules.ts';
import { defineProvider, ignored, type ResourceProvider } from '../resource-provider.ts';

const target = v.strictObject({
  Arn: v.string(),
  RoleArn: v.string(),
  Input: v.optional(v.string(), '{}'),
  SqsParameters: v.optional(v.strictObject({ MessageGroupId: v.string() })),
  DeadLetterConfig: ignored,
  RetryPolicy: ignored,
});

const scheduleProperties = v.strictObject({
  Name: v.optional(v.string()),
  GroupName: v.optional(v.string(), 'default'),
  ScheduleExpression: v.string(),
  // Rates have no time zone, and other zones than UTC are refused for the rest.
  ScheduleExpressionTimezone: v.optional(v.picklist(['UTC', 'Etc/UTC'])),
  FlexibleTimeWindow: ignored,
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  Target: target,
  Description: ignored,
  KmsKeyArn: ignored,
});

const scheduleProvider = (schedules: Schedules, targets: Targets): ResourceProvider =>
  defineProvider('AWS::Scheduler::Schedule', scheduleProperties, (properties, context) => {
    const name = properties.Name ?? context.physicalName(64);
    const { region, account, logicalId } = context;
    const arn = `arn:aws:scheduler:${region}:${account}:schedule/${properties.GroupName}/${name}`;
    const { Arn: targetArn, RoleArn: roleArn, Input, SqsParameters } = properties.Target;
    assertSupportedTarget(targetArn);
    schedules.add({
      name,
      arn,
      logicalId,
      expression: properties.ScheduleExpression,
      enabled: properties.State === 'ENABLED',
      fire: (dueAtMs) =>
        targets.deliver({
          targetArn,
          payload: withContextAttributes(Input, arn, dueAtMs),
          sender: { roleArn },
          messageGroupId: SqsParameters?.MessageGroupId,
        }),
    });
    return {
      ref: name,
      attributes: { Arn: arn },
      remove: () => {
        schedules.remove(arn);
      },
    };
  });

/** EventBridge Scheduler User Guide, "Adding context attributes". */
const withContextAttributes = (input: string, scheduleArn: string, dueAtMs: number): string =>
  input
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', new Date(dueAtMs).toISOString().replace(/\.\d+Z$/, 'Z'))
    .replaceAll('<aws.scheduler.execution-id>', () => randomUUID())
    .replaceAll('<aws.scheduler.attempt-number>', '1');

const groupProperties = v.strictObject({ Name: v.optional(v.string()), Tags: ignored });

const groupProvider: ResourceProvider = defineProvider(
  'AWS::Scheduler::ScheduleGroup',
  groupProperties,
  ({ Name }, context) => {
    const name = Name ?? context.physicalName(64);
    const { region, account } = context;
    return {
      ref: name,
      attributes: { Arn: `arn:aws:scheduler:${region}:${account}:schedule-group/${name}` },
    };
  },
);

/** AWS::Scheduler::Schedule and its group. */
export const schedulerProviders = (schedules: Schedules, targets: Targets): readonly ResourceProvider[] => [
  scheduleProvider(schedules, targets),
  groupProvider,
];
