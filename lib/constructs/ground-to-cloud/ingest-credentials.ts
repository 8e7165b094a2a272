import { CustomResource, Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { IngestCredentialsProperties } from '../../../lambdas/ingest/contract.ts';
import { ControlFunction } from '../control-function.ts';
import type { MediaPackageV1Channel } from '../origins/mediapackage-v1-channel.ts';

/** One ingest endpoint of a MediaPackage v1 channel. */
interface Ingest {
  readonly id: string;
  readonly url: string;
  /** Holds JSON of `url`, `username` and `password`. */
  readonly secretArn: string;
}

/**
 * Where encoders deliver to a MediaPackage v1 channel, and a secret for each with what they log in with. MediaPackage makes the
 * credentials and CloudFormation does not show them (its `HlsIngest` is no attribute), so a function takes them over.
 */
export class IngestCredentials extends Construct {
  /** First encoder 0's. */
  readonly ingests: readonly Ingest[];

  constructor(
    scope: Construct,
    id: string,
    props: { readonly channel: MediaPackageV1Channel; readonly logRetentionDays: number },
  ) {
    super(scope, id);
    const { channel } = props;
    const secrets = [0, 1].map((encoder) => this.#secret(encoder));
    const ingest = new ControlFunction<Record<string, string>>(this, 'Handler', {
      folder: 'ingest',
      description: 'Takes the credentials of the ingest endpoints into their secrets',
      environment: {},
      timeout: Duration.seconds(30),
      memoryMb: 256,
      logRetentionDays: props.logRetentionDays,
    });
    ingest.allow(
      new PolicyStatement({
        sid: 'ReadIngestEndpoints',
        actions: ['mediapackage:DescribeChannel'],
        resources: [channel.channelArn],
      }),
      new PolicyStatement({
        sid: 'KeepCredentials',
        actions: ['secretsmanager:PutSecretValue'],
        resources: secrets.map(({ secretArn }) => secretArn),
      }),
    );
    const properties: IngestCredentialsProperties = {
      ChannelId: channel.channelId,
      Secrets: secrets.map(({ secretArn }) => secretArn),
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::IngestCredentials',
      serviceToken: ingest.function.functionArn,
      serviceTimeout: Duration.minutes(5),
      properties: { ...properties },
    });
    this.ingests = secrets.map(({ secretArn }, encoder) => ({
      id: resource.getAttString(`Id${encoder}`),
      url: resource.getAttString(`Url${encoder}`),
      secretArn,
    }));
  }

  #secret(encoder: number): Secret {
    const secret = new Secret(this, `Encoder-${encoder}`, {
      description: `Address, user name and password with which encoder ${encoder} delivers to MediaPackage`,
    });
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason:
        'MediaPackage makes these credentials, and the encoder on the ground has to be given new ones in the same moment; docs/configuration.md says how.',
    });
    return secret;
  }
}
