import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../acknowledge-wildcard.ts';
import { forOwnAccount } from '../service-principals.ts';

/** Lets MediaConnect read the keys of a flow's sources, and nothing else, from Secrets Manager. */
export class EncryptionRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: { readonly secrets: readonly string[] }) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      description: 'Reads the keys of contribution feeds',
      assumedBy: forOwnAccount(this, 'mediaconnect.amazonaws.com'),
    });
    const secrets = [...new Set(props.secrets)];
    this.role.addToPolicy(
      new PolicyStatement({
        actions: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetResourcePolicy',
          'secretsmanager:GetSecretValue',
          'secretsmanager:ListSecretVersionIds',
        ],
        resources: secrets,
      }),
    );
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'DecryptSecrets',
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { StringEquals: { 'kms:EncryptionContext:SecretARN': secrets } },
      }),
    );
    acknowledgeWildcard(
      this.role,
      '*',
      'A secret may have a key of its own, whose ARN the configuration does not give; the condition allows that of these secrets alone.',
    );
  }
}
