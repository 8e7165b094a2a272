import { CfnChannelGroup } from 'aws-cdk-lib/aws-mediapackagev2';
import { Construct } from 'constructs';

/**
 * A MediaPackage v2 channel group: the host name that players reach its channels by. A region has three unless more are
 * granted, so the channels of a deployment share one.
 */
export class ChannelGroup extends Construct {
  readonly channelGroupName: string;
  readonly egressDomain: string;

  constructor(scope: Construct, id: string, props: { readonly channelGroupName: string }) {
    super(scope, id);
    const group = new CfnChannelGroup(this, 'Resource', {
      channelGroupName: props.channelGroupName,
      description: 'Origin of live channels',
    });
    this.channelGroupName = props.channelGroupName;
    this.egressDomain = group.attrEgressDomain;
  }
}
