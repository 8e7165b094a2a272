import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

/** Where people are told of failovers and alarms. */
export class NotificationTopic extends Construct {
  readonly topic: Topic;
  readonly #key: Key;

  constructor(scope: Construct, id: string, props: { readonly emails: readonly string[] }) {
    super(scope, id);
    const account = Stack.of(this).account;
    // A key of our own, because CloudWatch alarms cannot publish to a topic encrypted with the key that AWS manages.
    this.#key = new Key(this, 'Key', {
      description: 'Encrypts the notifications of the failover control plane',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.topic = new Topic(this, 'Topic', {
      displayName: 'MediaLive failover',
      masterKey: this.#key,
      enforceSSL: true,
    });
    const alarms = {
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    };
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        ...alarms,
        sid: 'AlarmsPublish',
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
      }),
    );
    this.#key.addToResourcePolicy(
      new PolicyStatement({
        ...alarms,
        sid: 'AlarmsEncrypt',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    for (const email of props.emails) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** What a function needs in order to publish here. */
  publishStatements(): readonly PolicyStatement[] {
    return [
      new PolicyStatement({
        sid: 'Notify',
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
      }),
      new PolicyStatement({
        sid: 'EncryptNotifications',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [this.#key.keyArn],
      }),
    ];
  }
}
