import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface NotificationTopicProps {
  readonly emails: readonly string[];
  /** A key that exists, whose policy lets alarms use it; undefined: one is made. */
  readonly keyArn?: string | undefined;
}

/** Where people are told of failovers and alarms. */
export class NotificationTopic extends Construct {
  readonly topic: Topic;
  readonly #key: IKey;

  constructor(scope: Construct, id: string, { emails, keyArn }: NotificationTopicProps) {
    super(scope, id);
    // Alarms cannot publish to a topic that is encrypted with the key that AWS manages: its policy does not know them, and
    // nobody can change it (https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns).
    this.#key = keyArn === undefined ? this.#makeKey() : Key.fromKeyArn(this, 'Key', keyArn);
    this.topic = new Topic(this, 'Topic', {
      displayName: 'MediaLive failover',
      masterKey: this.#key,
      enforceSSL: true,
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        ...this.#alarms,
        sid: 'AlarmsPublish',
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
      }),
    );
    for (const email of emails) this.topic.addSubscription(new EmailSubscription(email));
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

  #makeKey(): Key {
    const key = new Key(this, 'Key', {
      description: 'Encrypts the notifications of the failover control plane',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        ...this.#alarms,
        sid: 'AlarmsEncrypt',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
      }),
    );
    return key;
  }

  /** CloudWatch, on behalf of this account's alarms. */
  get #alarms() {
    return {
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    };
  }
}
