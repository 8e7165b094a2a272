import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ChannelGroup } from '../constructs/origins/channel-group.ts';

export interface OriginsStackProps extends StackProps {
  /** How many origins an output may have: the most that any output of the deployment has. */
  readonly count: number;
  /** What the groups' names begin with. */
  readonly deploymentName: string;
}

/** What the channels of a deployment share at the origin: a MediaPackage v2 channel group for each origin of an output. */
export class OriginsStack extends Stack {
  readonly channelGroups: readonly ChannelGroup[];

  constructor(scope: Construct, id: string, props: OriginsStackProps) {
    super(scope, id, props);
    this.channelGroups = Array.from(
      { length: props.count },
      (_, index) =>
        new ChannelGroup(this, `ChannelGroup-${index}`, {
          channelGroupName: `${props.deploymentName}-${index + 1}`,
        }),
    );
  }
}
