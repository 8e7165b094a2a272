import { Stack, type StackProps } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { NotificationTopic, type NotificationTopicProps } from '../constructs/notification-topic.ts';
import { ChannelGroup } from '../constructs/origins/channel-group.ts';
import { SharedDelivery } from '../constructs/origins/shared-delivery.ts';

export interface OriginsStackProps extends StackProps {
  /** How many origins an output may have: the most that any output of the deployment has. */
  readonly count: number;
  /** What the names of what is shared begin with. */
  readonly deploymentName: string;
  /** Who is told when encoders on the ground fall silent, and how; undefined: there are none. */
  readonly notifications: NotificationTopicProps | undefined;
}

/**
 * What the channels of a deployment share at the origin: a MediaPackage v2 channel group for each origin of an output, how
 * CloudFront asks and caches, and where the alarms of those without MediaLive ring.
 */
export class OriginsStack extends Stack {
  readonly channelGroups: readonly ChannelGroup[];
  readonly delivery: SharedDelivery;
  readonly topic: ITopic | undefined;

  constructor(scope: Construct, id: string, props: OriginsStackProps) {
    super(scope, id, props);
    this.channelGroups = Array.from(
      { length: props.count },
      (_, index) =>
        new ChannelGroup(this, `ChannelGroup-${index}`, {
          channelGroupName: `${props.deploymentName}-${index + 1}`,
        }),
    );
    this.delivery = new SharedDelivery(this, 'Delivery', { deploymentName: props.deploymentName });
    this.#keepExports();
    this.topic =
      props.notifications && new NotificationTopic(this, 'Notifications', props.notifications).topic;
  }

  /**
   * CDK exports what another stack uses, and drops it when that stack no longer does; but this stack is deployed first, while the
   * other one still uses it. So what is shared is exported always.
   */
  #keepExports(): void {
    const { playlists, s3Access, packageAccessId } = this.delivery;
    for (const value of [playlists.cachePolicyId, s3Access.originAccessControlId, packageAccessId]) {
      this.exportValue(value);
    }
    for (const { egressDomain } of this.channelGroups) this.exportValue(egressDomain);
  }
}
