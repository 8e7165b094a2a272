import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type * as v from 'valibot';
import { alarmedByChannel } from '../../config/own-alarms.ts';
import { memoryMb } from '../../config/function-memory.ts';
import { operatorFunction } from '../../config/operator-function.ts';
import type { configureEnvironment } from '../../lambdas/configure/contract.ts';
import type { controllerEnvironment } from '../../lambdas/controller/contract.ts';
import type { operatorEnvironment } from '../../lambdas/operator/contract.ts';
import type { reconcilerEnvironment } from '../../lambdas/reconciler/contract.ts';
import type { ChannelEventsQueue } from './channel-events-queue.ts';
import { ControlFunction } from './control-function.ts';
import type { FailoverTable } from './failover-table.ts';
import type { NotificationTopic } from './notification-topic.ts';
import * as permissions from './permissions.ts';

/** How long the controller may take; what it cannot finish by then returns to the queue. */
export const controllerTimeout = Duration.seconds(20);

export interface ControlFunctionsProps {
  /** The name of the deployment, which its metrics carry. */
  readonly deployment: string;
  readonly table: FailoverTable;
  readonly queue: ChannelEventsQueue;
  readonly topic: NotificationTopic;
  readonly channelArns: readonly string[];
  readonly flowArns: readonly string[];
  /** Whether CloudWatch is asked, and paid, for the metrics of the flows. */
  readonly standbyMetrics: boolean;
  /** How many requests of operators are worked on at once; undefined: as many as the account has free. */
  readonly operatorConcurrency: number | undefined;
  /** Days that entries of the event and change logs are kept. */
  readonly historyDays: number;
  /** Days that the functions' own logs are kept. */
  readonly logRetentionDays: number;
}

/** The functions of the control plane, each with exactly what it needs. */
export class ControlFunctions extends Construct {
  readonly controller;
  readonly operator;
  readonly reconciler;
  readonly configure;
  /** Of these functions, each of which sends to the queue. */
  readonly roles: readonly Role[];
  readonly #props: ControlFunctionsProps;

  constructor(scope: Construct, id: string, props: ControlFunctionsProps) {
    super(scope, id);
    this.#props = props;
    const [controller, operator, reconciler, configure] = [
      this.#controller(),
      this.#operator(),
      this.#reconciler(),
      this.#configure(),
    ];
    this.controller = controller.function;
    this.operator = operator.function;
    this.reconciler = reconciler.function;
    this.configure = configure.function;
    this.roles = [controller, operator, reconciler, configure].map(({ role }) => role);
  }

  get #stores() {
    return {
      DEPLOYMENT: this.#props.deployment,
      TABLE_NAME: this.#props.table.table.tableName,
      EVENTS_QUEUE_URL: this.#props.queue.queue.queueUrl,
    };
  }

  get #history() {
    return { LOG_RETENTION_DAYS: String(this.#props.historyDays) };
  }

  /** What it takes to decide and to act on a decision. */
  get #decides() {
    return {
      ...this.#stores,
      ...this.#history,
      NOTIFICATION_TOPIC_ARN: this.#props.topic.topic.topicArn,
      EVENT_BUS_NAME: permissions.eventBusName,
      ACCOUNT_ID: Stack.of(this).account,
      ALARMED_BY_CHANNEL: alarmedByChannel(this.#props.channelArns.length).join(',') || 'none',
    };
  }

  get #decisionPermissions() {
    return [
      permissions.sendToQueue(this.#props.queue.queue),
      ...permissions.controlChannels(this.#props.channelArns),
      permissions.publishEvents(this),
      ...this.#props.topic.publishStatements(),
    ];
  }

  #controller() {
    const controller = new ControlFunction<v.InferOutput<typeof controllerEnvironment>>(this, 'Controller', {
      folder: 'controller',
      description: 'Decides on every event of a channel, and switches its inputs',
      environment: {
        ...this.#decides,
        // Of functions that are made after this one.
        OWN_ROLE_IDS: Lazy.string({ produce: () => this.roles.map(({ roleId }) => roleId).join(',') }),
        RULE_ROLE_ID: this.#props.queue.delivery.senderId,
      },
      timeout: controllerTimeout,
      memoryMb: memoryMb.controller,
      logRetentionDays: this.#props.logRetentionDays,
    });
    controller.allow(
      ...this.#decisionPermissions,
      permissions.useTable(this.#props.table.table, 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    );
    permissions.allowAnywhere(controller, 'medialive:ListAlerts');
    controller.function.addEventSource(
      new SqsEventSource(this.#props.queue.queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        // The MediaLive API gives an account 20 calls a second: more workers would only wait for each other.
        maxConcurrency: 20,
      }),
    );
    return controller;
  }

  #operator() {
    const operator = new ControlFunction<v.InferOutput<typeof operatorEnvironment>>(this, 'Operator', {
      folder: operatorFunction.tagValue,
      description: operatorFunction.description,
      environment: this.#decides,
      timeout: Duration.seconds(30),
      memoryMb: memoryMb.operator,
      reservedConcurrency: this.#props.operatorConcurrency,
      logRetentionDays: this.#props.logRetentionDays,
    });
    operator.allow(
      ...this.#decisionPermissions,
      permissions.useTable(this.#props.table.table, 'GetItem', 'PutItem', 'Query', 'UpdateItem'),
    );
    permissions.allowAnywhere(operator, 'medialive:ListAlerts', 'medialive:ListChannels');
    return operator;
  }

  #reconciler() {
    const hasFlows = this.#props.flowArns.length > 0;
    const asksCloudWatch = hasFlows && this.#props.standbyMetrics;
    const reconciler = new ControlFunction<v.InferOutput<typeof reconcilerEnvironment>>(this, 'Reconciler', {
      folder: 'reconciler',
      description:
        'Has every channel and its flows looked at, because events are delivered on a best-effort basis',
      environment: { ...this.#stores, STANDBY_METRICS: String(asksCloudWatch) },
      timeout: Duration.seconds(55),
      memoryMb: memoryMb.reconciler,
      logRetentionDays: this.#props.logRetentionDays,
    });
    reconciler.allow(
      permissions.useTable(this.#props.table.table, 'Query'),
      permissions.sendToQueue(this.#props.queue.queue),
    );
    permissions.allowDescribingFlows(reconciler, this.#props.flowArns);
    permissions.allowAnywhere(
      reconciler,
      'medialive:ListChannels',
      ...(hasFlows ? (['mediaconnect:ListFlows'] as const) : []),
      ...(asksCloudWatch ? (['cloudwatch:GetMetricData'] as const) : []),
    );
    return reconciler;
  }

  #configure() {
    const configure = new ControlFunction<v.InferOutput<typeof configureEnvironment>>(this, 'Configure', {
      folder: 'configure',
      description: 'Writes the failover groups and their channels from the deployment into the table',
      environment: { ...this.#stores, ...this.#history },
      timeout: Duration.seconds(60),
      memoryMb: memoryMb.configure,
      logRetentionDays: this.#props.logRetentionDays,
    });
    configure.allow(
      permissions.useTable(
        this.#props.table.table,
        'DeleteItem',
        'GetItem',
        'PutItem',
        'Query',
        'UpdateItem',
      ),
      permissions.sendToQueue(this.#props.queue.queue),
    );
    return configure;
  }
}
