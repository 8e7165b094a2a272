import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct, IConstruct } from 'constructs';
import { acknowledgeWildcard } from './acknowledge-wildcard.ts';

/** What the functions are allowed, statement by statement: the whole of the control plane's permissions can be read here. */

/**
 * What does not fit into a role's inline policies (10,240 characters) CDK puts into managed ones (6,144 each), but it divides
 * no statement: one of these has at most 2,800 characters of ARNs.
 */
const arnsPerStatement = 40;

/** To see and to switch the named channels, and no other. */
export const controlChannels = (channelArns: readonly string[]): readonly PolicyStatement[] =>
  onEach(
    'ControlChannels',
    ['medialive:BatchUpdateSchedule', 'medialive:DescribeChannel', 'medialive:DescribeSchedule'],
    channelArns,
  );

/** A function that statements are added to. */
type Grantee = IConstruct & { allow(...statements: PolicyStatement[]): void };

/** A role takes ten managed policies: as many flows beside four hundred channels fit into them. */
const namedFlowsMax = 100;
/** Their ARNs are longer than those of channels, up to 200 characters. */
const flowArnsPerStatement = 20;

/**
 * Lets a function see the named flows, and no other; where they are more than a role's policies can name, every flow of this
 * account and region.
 */
export function allowDescribingFlows(scope: Grantee, flowArns: readonly string[]): void {
  const named = [...new Set(flowArns)];
  const action = ['mediaconnect:DescribeFlow'];
  if (named.length <= namedFlowsMax) {
    scope.allow(...onEach('DescribeFlows', action, named, flowArnsPerStatement));
    return;
  }
  const all = Stack.of(scope).formatArn({
    service: 'mediaconnect',
    resource: 'flow',
    resourceName: '*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  scope.allow(new PolicyStatement({ sid: 'DescribeFlows', actions: action, resources: [all] }));
  acknowledgeWildcard(
    scope,
    all,
    `The policies of a role have no room for the ARNs of ${named.length} flows; DescribeFlow only reads.`,
  );
}

function onEach(
  name: string,
  actions: readonly string[],
  arns: readonly string[],
  perStatement = arnsPerStatement,
): readonly PolicyStatement[] {
  const statements: PolicyStatement[] = [];
  for (let from = 0; from < arns.length; from += perStatement) {
    const sid = from === 0 ? name : `${name}${statements.length + 1}`;
    const resources = arns.slice(from, from + perStatement);
    statements.push(new PolicyStatement({ sid, actions: [...actions], resources }));
  }
  return statements;
}

/** To start and stop the named channels, and to note on them that a deployment has stopped them. */
export const operateChannels = (channelArns: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'OperateChannels',
    actions: [
      'medialive:CreateTags',
      'medialive:DeleteTags',
      'medialive:DescribeChannel',
      'medialive:StartChannel',
      'medialive:StopChannel',
    ],
    resources: [...channelArns],
  });

/** To start and stop the named flows. */
export const operateFlows = (flowArns: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'OperateFlows',
    actions: ['mediaconnect:DescribeFlow', 'mediaconnect:StartFlow', 'mediaconnect:StopFlow'],
    resources: [...flowArns],
  });

type UnscopedAction =
  'cloudwatch:GetMetricData' | 'mediaconnect:ListFlows' | 'medialive:ListAlerts' | 'medialive:ListChannels';

/**
 * Allows actions for which the service has no resource-level permission, so that nothing narrower than `*` can be granted,
 * and tells cdk-nag so. Source: the Service Authorization Reference, where none of them has a resource type but `GetMetricData`, whose
 * data sets are those of OpenTelemetry; metrics of AWS services have no ARN. test/lib/resource-level.test.ts holds every grant to it.
 */
export function allowAnywhere(scope: Grantee, ...actions: readonly UnscopedAction[]): void {
  scope.allow(
    new PolicyStatement({ sid: 'ReadWithoutResourceLevel', actions: [...actions], resources: ['*'] }),
  );
  acknowledgeWildcard(
    scope,
    '*',
    `${actions.join(', ')}: no resource-level permission (service authorization references); only reading.`,
  );
}

type TableAction = 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

/** Exactly the calls that a function makes; test/security holds the grants to the calls. */
export const useTable = (table: Table, ...actions: readonly TableAction[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'UseTable',
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [table.tableArn],
  });

/** Timers and observations are messages to ourselves. */
export const sendToQueue = (queue: Queue): PolicyStatement =>
  new PolicyStatement({ sid: 'SendToQueue', actions: ['sqs:SendMessage'], resources: [queue.queueArn] });

/** The bus that our own events are put on. */
export const eventBusName = 'default';

export const publishEvents = (scope: Construct): PolicyStatement =>
  new PolicyStatement({
    sid: 'PublishEvents',
    actions: ['events:PutEvents'],
    resources: [
      Stack.of(scope).formatArn({ service: 'events', resource: 'event-bus', resourceName: eventBusName }),
    ],
  });
