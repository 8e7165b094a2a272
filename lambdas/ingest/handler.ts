import { MediaPackageClient } from '@aws-sdk/client-mediapackage';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { callLimits } from '../../aws/adapters/aws-call-limits.ts';
import { awsIngest } from '../../aws/adapters/aws-ingest.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { giveOut } from '../../control/ingest/give-out.ts';

export const handler = handlerOf(giveOut, {
  ...composeBase('ingest'),
  fetch,
  ...awsIngest(new MediaPackageClient(callLimits), new SecretsManagerClient(callLimits)),
});
