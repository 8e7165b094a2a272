import { MediaConnectClient } from '@aws-sdk/client-mediaconnect';
import { SQSClient } from '@aws-sdk/client-sqs';
import { callLimits } from '../../aws/adapters/aws-call-limits.ts';
import { awsWorkflowGateway } from '../../aws/adapters/aws-workflow-gateway.ts';
import { openMediaLive } from '../../aws/adapters/media-live-client.ts';
import { sqsWorkQueue } from '../../aws/adapters/sqs-work-queue.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { parseEnvironment } from '../../aws/environment/parse-environment.ts';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { roleIdsIn } from '../../control/events/sender.ts';
import { lifecycle } from '../../control/lifecycle/lifecycle.ts';
import { lifecycleEnvironment } from './contract.ts';

const environment = parseEnvironment(lifecycleEnvironment, process.env);
const base = composeBase('lifecycle');
// The newest client of MediaConnect that could be installed (3.654.0) is older than the others (3.1136.0): it brings an SDK core of its
// own and takes other limits. Bring it in line in package.json as soon as its version is to be had; so with MediaPackage's (3.995.0).
const mediaConnect = new MediaConnectClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2500 },
});

export const handler = handlerOf(lifecycle, {
  ...base,
  fetch,
  ownRoleIds: roleIdsIn(environment.OWN_ROLE_IDS),
  ruleRoleId: environment.RULE_ROLE_ID,
  queue: sqsWorkQueue(new SQSClient(callLimits), environment.WORK_QUEUE_URL),
  workflow: awsWorkflowGateway({ mediaLive: openMediaLive(), mediaConnect, clock: base.clock }),
});
