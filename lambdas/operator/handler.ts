import { SQSClient } from '@aws-sdk/client-sqs';
import { callLimits } from '../../aws/adapters/aws-call-limits.ts';
import { dynamoCallBudget } from '../../aws/adapters/dynamo-call-budget.ts';
import { dynamoMemberStore } from '../../aws/adapters/dynamo-member-store.ts';
import { dynamoOrderStore } from '../../aws/adapters/dynamo-order-store.ts';
import { sqsChannelEvents } from '../../aws/adapters/sqs-channel-events.ts';
import { openTable } from '../../aws/adapters/table.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { composeLoop } from '../../aws/compose-loop.ts';
import { parseEnvironment } from '../../aws/environment/parse-environment.ts';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { operate } from '../../control/operator/operate.ts';
import { callWindowMs, sparingMediaLive } from '../../control/operator/within-budget.ts';
import { operatorEnvironment } from './contract.ts';

const environment = parseEnvironment(operatorEnvironment, process.env);
const base = composeBase('operator', {
  deployment: environment.DEPLOYMENT,
  alarmedByChannel: environment.ALARMED_BY_CHANNEL.split(','),
});
const table = openTable(environment.TABLE_NAME, base);

const deps = sparingMediaLive({
  ...composeLoop(base, table, environment),
  ...base,
  members: dynamoMemberStore(table),
  orders: dynamoOrderStore(table),
  budget: dynamoCallBudget(table, base.clock, callWindowMs),
  observations: sqsChannelEvents(new SQSClient(callLimits), environment.EVENTS_QUEUE_URL, base.clock),
});

export const handler = handlerOf(operate, deps);
