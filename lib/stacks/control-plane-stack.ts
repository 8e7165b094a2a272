import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Configuration } from '../../config/configuration.ts';
import type { ExistingInput } from '../../config/existing-channel.ts';
import { ChannelEventsQueue } from '../constructs/channel-events-queue.ts';
import { ControlFunctions, controllerTimeout } from '../constructs/control-functions.ts';
import { ControlPlaneAlarms } from '../constructs/control-plane-alarms.ts';
import { ControlPlaneDashboard } from '../constructs/control-plane-dashboard.ts';
import { EveryMinute } from '../constructs/every-minute.ts';
import { FailoverChannels, FailoverGroup } from '../constructs/failover-membership.ts';
import { FailoverTable } from '../constructs/failover-table.ts';
import { MediaEventRules, mediaRuleNames, type WatchedFlow } from '../constructs/media-event-rules.ts';
import { NotificationTopic } from '../constructs/notification-topic.ts';

/** A channel to take charge of: by its ARN, with what the control plane must know of its inputs. */
export interface ManagedChannel {
  readonly arn: string;
  readonly name: string;
  readonly group: string;
  readonly inputs: Readonly<Record<string, ExistingInput>>;
  /** All that are behind its inputs. */
  readonly flows: readonly WatchedFlow[];
  /** Of the function that starts and stops it; undefined: it exists already, and its deployment is somebody else's. */
  readonly deadLetters: IQueue | undefined;
}

export interface ControlPlaneStackProps extends StackProps {
  readonly configuration: Pick<
    Configuration,
    'name' | 'controlPlane' | 'groups' | 'notifications' | 'standbyMetrics'
  >;
  readonly channels: readonly ManagedChannel[];
}

/** Watches channels and switches their inputs. It stands alone: the channels may be anyone's. */
export class ControlPlaneStack extends Stack {
  constructor(scope: Construct, id: string, props: ControlPlaneStackProps) {
    // With hundreds of channels the template is near the size that CloudFormation takes, a tenth of it indentation.
    super(scope, id, { ...props, suppressTemplateIndentation: true });
    const { configuration, channels } = props;
    // CDK makes a function depend on its role although it refers to it; cfn-lint calls that one dependency too many.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
    const table = new FailoverTable(this, 'Store', { onDelete: configuration.controlPlane.onDelete });
    const queue = new ChannelEventsQueue(this, 'ChannelEvents', {
      consumerTimeout: controllerTimeout,
      eventRole: configuration.controlPlane.eventRole,
      ruleNames: mediaRuleNames(this),
    });
    const topic = new NotificationTopic(this, 'Notifications', {
      emails: configuration.notifications.emails,
      keyArn: configuration.notifications.keyArn,
    });
    const channelArns = channels.map(({ arn }) => arn);
    const flows = channels.flatMap((channel) => channel.flows);
    const deployment = configuration.name;
    const functions = new ControlFunctions(this, 'Functions', {
      deployment,
      table,
      queue,
      topic,
      channelArns,
      flowArns: flows.map(({ arn }) => arn),
      standbyMetrics: configuration.standbyMetrics,
      operatorConcurrency: configuration.controlPlane.operatorConcurrency,
      historyDays: configuration.controlPlane.historyDays,
      logRetentionDays: configuration.controlPlane.logDays,
    });
    const administrators = configuration.controlPlane.queueAdministrators;
    queue.guard({ roles: functions.roles, administrators });
    new MediaEventRules(this, 'MediaEvents', { queue, channelArns, flows });
    new EveryMinute(this, 'Reconciliation', {
      target: functions.reconciler,
      description: 'Has the reconciler look at every channel',
    });
    this.#members(props, functions);
    const { controller, reconciler } = functions;
    const { alarms } = new ControlPlaneAlarms(this, 'Alarms', {
      deployment,
      queue,
      controller,
      reconciler,
      topic: topic.topic,
      channels,
    });
    if (configuration.controlPlane.dashboard) {
      new ControlPlaneDashboard(this, 'Overview', { deployment, alarms, queue, controller, reconciler });
    }
    this.#outputs({
      OperatorFunctionName: functions.operator.functionName,
      TableName: table.table.tableName,
      NotificationTopicArn: topic.topic.topicArn,
      ChannelEventsQueueUrl: queue.queue.queueUrl,
      DeadLetterQueueUrl: queue.deadLetters.queueUrl,
    });
  }

  #members({ configuration, channels }: ControlPlaneStackProps, { configure }: ControlFunctions): void {
    const groups = new Map(
      Object.entries(configuration.groups).map(([name, definition]) => [
        name,
        new FailoverGroup(this, `Group-${name}`, { configure, name, definition }),
      ]),
    );
    const members = channels.map(({ arn, name, group: groupName, inputs }) => {
      const group = groups.get(groupName);
      if (group === undefined) {
        throw new Error(`Channel ${name} names the unknown failover group ${groupName}.`);
      }
      return { channelArn: arn, name, group, inputs };
    });
    new FailoverChannels(this, 'Channels', { configure, members });
  }

  #outputs(values: Readonly<Record<string, string>>): void {
    for (const [id, value] of Object.entries(values)) new CfnOutput(this, id, { value });
  }
}
