import { dynamoMemberStore } from '../../aws/adapters/dynamo-member-store.ts';
import { openTable } from '../../aws/adapters/table.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { composeLoop } from '../../aws/compose-loop.ts';
import { parseEnvironment } from '../../aws/environment/parse-environment.ts';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { processBatch } from '../../control/batch/process-batch.ts';
import { roleIdsIn } from '../../control/events/sender.ts';
import { controllerEnvironment } from './contract.ts';

const environment = parseEnvironment(controllerEnvironment, process.env);
const base = composeBase('controller', {
  deployment: environment.DEPLOYMENT,
  alarmedByChannel: environment.ALARMED_BY_CHANNEL.split(','),
});
const table = openTable(environment.TABLE_NAME, base);

export const handler = handlerOf(processBatch, {
  ...composeLoop(base, table, environment),
  ...base,
  members: dynamoMemberStore(table),
  accountId: environment.ACCOUNT_ID,
  ownRoleIds: roleIdsIn(environment.OWN_ROLE_IDS),
  ruleRoleId: environment.RULE_ROLE_ID,
});
