import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** Lets MediaConnect read the keys of a flow's sources, and nothing else, from Secrets Manager. */
export class EncryptionRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: { readonly secrets: readonly string[] }) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      description: 'Reads the keys of contribution feeds',
      assumedBy: new ServicePrincipal('mediaconnect.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
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
