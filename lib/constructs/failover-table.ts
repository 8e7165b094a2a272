import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * The one table: states, members, groups and logs. Encrypted with the key DynamoDB owns, so that a failover does not wait
 * for KMS. DynamoDB also listens without TLS; its own policy has the table refuse that.
 */
export class FailoverTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, props: { readonly onDelete: 'retain' | 'destroy' }) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'PK', type: AttributeType.STRING },
      sortKey: { name: 'SK', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      resourcePolicy: new PolicyDocument({ statements: [tlsOnly()] }),
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: props.onDelete === 'retain',
      removalPolicy: props.onDelete === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}

/** Names every table: the policy is this one's own, and its ARN is not known before the table. */
function tlsOnly(): PolicyStatement {
  return new PolicyStatement({
    sid: 'TlsOnly',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['dynamodb:*'],
    resources: ['*'],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
