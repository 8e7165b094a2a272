import { SQSClient } from '@aws-sdk/client-sqs';
import { callLimits } from '../shared/adapters/aws-call-limits.ts';
import { dynamoCallBudget } from '../shared/adapters/dynamo-call-budget.ts';
import { dynamoMemberStore } from '../shared/adapters/dynamo-member-store.ts';
import { dynamoOrderStore } from '../shared/adapters/dynamo-order-store.ts';
import { sqsChannelEvents } from '../shared/adapters/sqs-channel-events.ts';
import { openTable } from '../shared/adapters/table.ts';
import { composeBase } from '../shared/compose-base.ts';
import { composeDecide } from '../shared/compose-decide.ts';
import { parseEnvironment } from '../shared/environment/parse-environment.ts';
import { operatorEnvironment } from './environment.ts';
import { makeHandler } from './make-handler.ts';
import { callWindowMs } from './within-budget.ts';

const environment = parseEnvironment(operatorEnvironment, process.env);
const base = composeBase('operator', environment.ALARMED_BY_CHANNEL.split(','));
const table = openTable(environment.TABLE_NAME, base);

export const handler = makeHandler({
  ...composeDecide(base, table, environment),
  ...base,
  members: dynamoMemberStore(table),
  orders: dynamoOrderStore(table),
  budget: dynamoCallBudget(table, base.clock, callWindowMs),
  observations: sqsChannelEvents(new SQSClient(callLimits), environment.EVENTS_QUEUE_URL, base.clock),
});
