import { MediaConnectClient } from '@aws-sdk/client-mediaconnect';
import { SQSClient } from '@aws-sdk/client-sqs';
import { attemptsTo, callLimits } from '../../aws/adapters/aws-call-limits.ts';
import { awsMediaConnectGateway } from '../../aws/adapters/aws-media-connect-gateway.ts';
import { awsMediaLiveGateway } from '../../aws/adapters/aws-media-live-gateway.ts';
import { dynamoMemberStore } from '../../aws/adapters/dynamo-member-store.ts';
import { openMediaLive } from '../../aws/adapters/media-live-client.ts';
import { paidFlowMetrics } from '../../aws/adapters/paid-flow-metrics.ts';
import { sqsLooks } from '../../aws/adapters/sqs-looks.ts';
import { openTable } from '../../aws/adapters/table.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { parseEnvironment } from '../../aws/environment/parse-environment.ts';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { reconcile } from '../../control/reconcile/reconcile.ts';
import { reconcilerEnvironment } from './contract.ts';

const environment = parseEnvironment(reconcilerEnvironment, process.env);
const base = composeBase('reconciler', { deployment: environment.DEPLOYMENT });
// As in the lifecycle function: its client is older than the others, and takes other limits.
const mediaConnect = new MediaConnectClient({
  maxAttempts: attemptsTo.mediaConnect,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2500 },
});

export const handler = handlerOf(reconcile, {
  ...base,
  members: dynamoMemberStore(openTable(environment.TABLE_NAME, base)),
  mediaLive: awsMediaLiveGateway(openMediaLive(), base.clock),
  mediaConnect: awsMediaConnectGateway(mediaConnect, base.clock),
  ...paidFlowMetrics(environment.STANDBY_METRICS === 'true', base.clock),
  looks: sqsLooks(new SQSClient(callLimits), environment.EVENTS_QUEUE_URL, base),
});
