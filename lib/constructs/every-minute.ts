import { Policy, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { forOwnAccount } from './service-principals.ts';

/** Invokes a function once a minute, which is as often as the control plane polls anything. */
export class EveryMinute extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly target: IFunction; readonly description: string },
  ) {
    super(scope, id);
    const group = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: 'default',
    });
    const role = new Role(this, 'Role', {
      // Scheduler names the group of the schedule, never the schedule itself.
      assumedBy: forOwnAccount(this, 'scheduler.amazonaws.com', group),
    });
    const permission = new Policy(this, 'Permission', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [props.target.functionArn] }),
      ],
    });
    const schedule = new CfnSchedule(this, 'Schedule', {
      description: props.description,
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: props.target.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ source: 'schedule' }),
        // The next minute is the retry.
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      },
    });
    schedule.node.addDependency(permission);
  }
}
