import { Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

const keyName = 'MediaPackageCDNIdentifier';

/**
 * What a CDN says to a MediaPackage v1 endpoint to be let in (MP1/cdn-auth). Made here, and in no template or output; but it is a header
 * of the distribution, and so readable to anyone who may read the secret or `cloudfront:GetDistributionConfig`.
 */
export class CdnIdentifier extends Construct {
  readonly secretArn: string;
  readonly #secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#secret = new Secret(this, 'Secret', {
      description: 'Lets the CDN into a MediaPackage endpoint',
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: keyName,
        excludePunctuation: true,
        passwordLength: 64,
      },
    });
    Validations.of(this.#secret).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SMG4',
      reason:
        'CloudFront and MediaPackage hold the value between them; rotating it by itself would lock the CDN out of a live channel until both know the new one.',
    });
    this.secretArn = this.#secret.secretArn;
  }

  /** As in MediaPackage's guide (MP1/setting-up-create-trust-rel-policy-cdn), but for the list of all secrets' names. */
  readStatement(): PolicyStatement {
    return new PolicyStatement({
      actions: [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetSecretValue',
        'secretsmanager:ListSecretVersionIds',
      ],
      resources: [this.secretArn],
    });
  }

  /** The header by which CloudFront shows it; CloudFormation fills in the value when it deploys. */
  header(): Record<string, string> {
    return { 'X-MediaPackage-CDNIdentifier': this.#secret.secretValueFromJson(keyName).unsafeUnwrap() };
  }
}
