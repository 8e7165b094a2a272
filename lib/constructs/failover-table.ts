import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';

/**
 * The one table: states, members, groups and logs. Encrypted with the key DynamoDB owns, so that a failover does not wait
 * for KMS.
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
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: props.onDelete === 'retain',
      removalPolicy: props.onDelete === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
