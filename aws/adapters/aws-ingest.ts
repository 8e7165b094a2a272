import { DescribeChannelCommand, type MediaPackageClient } from '@aws-sdk/client-mediapackage';
import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { IngestDeps } from '../../control/ingest/give-out.ts';

/** Ingest endpoints through the APIs of MediaPackage v1 and Secrets Manager. */
export function awsIngest(
  mediaPackage: MediaPackageClient,
  secrets: SecretsManagerClient,
): Pick<IngestDeps, 'endpointsOf' | 'keep'> {
  return {
    endpointsOf: async (channelId) => {
      const { HlsIngest } = await mediaPackage.send(new DescribeChannelCommand({ Id: channelId }));
      return (HlsIngest?.IngestEndpoints ?? []).map(({ Id, Url, Username, Password }) => {
        if (Id === undefined || Url === undefined || Username === undefined || Password === undefined) {
          throw new Error(`MediaPackage describes an ingest endpoint of ${channelId} only in part.`);
        }
        return { id: Id, url: Url, username: Username, password: Password };
      });
    },
    keep: async (secretArn, value) => {
      await secrets.send(new PutSecretValueCommand({ SecretId: secretArn, SecretString: value }));
    },
  };
}
