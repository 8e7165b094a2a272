import { SQSClient } from '@aws-sdk/client-sqs';
import { callLimits } from '../../aws/adapters/aws-call-limits.ts';
import { dynamoClaimStore } from '../../aws/adapters/dynamo-claim-store.ts';
import { dynamoGroupStore } from '../../aws/adapters/dynamo-group-store.ts';
import { dynamoLogStore } from '../../aws/adapters/dynamo-log-store.ts';
import { dynamoMemberStore } from '../../aws/adapters/dynamo-member-store.ts';
import { sqsChannelEvents } from '../../aws/adapters/sqs-channel-events.ts';
import { openTable } from '../../aws/adapters/table.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { parseEnvironment } from '../../aws/environment/parse-environment.ts';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { configure } from '../../control/configure/configure.ts';
import { configureEnvironment } from './contract.ts';

const environment = parseEnvironment(configureEnvironment, process.env);
const base = composeBase('configure', { deployment: environment.DEPLOYMENT });
const table = openTable(environment.TABLE_NAME, base);

export const handler = handlerOf(configure, {
  ...base,
  fetch,
  groups: dynamoGroupStore(table, base.clock),
  members: dynamoMemberStore(table),
  claims: dynamoClaimStore(table),
  log: dynamoLogStore(table, Number(environment.LOG_RETENTION_DAYS)),
  observations: sqsChannelEvents(new SQSClient(callLimits), environment.EVENTS_QUEUE_URL, base.clock),
});
