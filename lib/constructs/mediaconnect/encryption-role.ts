import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
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
    this.role.addToPolicy(
      new PolicyStatement({
        actions: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetResourcePolicy',
          'secretsmanager:GetSecretValue',
          'secretsmanager:ListSecretVersionIds',
        ],
        resources: [...new Set(props.secrets)],
      }),
    );
  }
}
