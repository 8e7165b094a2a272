import { MediaPackageClient } from '@aws-sdk/client-mediapackage';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { callLimits } from '../../aws/adapters/aws-call-limits.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { awsIngest } from '../../aws/adapters/aws-ingest.ts';
import { makeHandler } from './make-handler.ts';

export const handler = makeHandler({
  ...composeBase('ingest'),
  fetch,
  ...awsIngest(new MediaPackageClient(callLimits), new SecretsManagerClient(callLimits)),
});
