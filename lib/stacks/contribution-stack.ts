import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { BuildConfiguration } from '../../config/channel/build.ts';
import type { ContributionConfiguration } from '../../config/channel/flow.ts';
import { Flow } from '../constructs/mediaconnect/flow.ts';

export interface ContributionStackProps extends StackProps {
  /** What the channel is called; its flows begin with it. */
  readonly channelName: string;
  readonly build: BuildConfiguration;
}

/** How one site reaches the cloud: a flow for pipeline 0 and one for pipeline 1. */
export type FlowPair = readonly [Flow, Flow];

/**
 * The contribution of one channel: for each site two flows, pipeline 0's in the first Availability Zone and
 * pipeline 1's in the second, the same two for every input of the channel (UG/eml-limitations-and-rules).
 */
export class ContributionStack extends Stack {
  /** By site. */
  readonly flows: ReadonlyMap<string, FlowPair>;

  constructor(scope: Construct, id: string, props: ContributionStackProps) {
    super(scope, id, props);
    // A flow waits for its roles' policies by waiting for the roles, which it refers to; cfn-lint calls that one dependency too many.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
    this.flows = new Map(
      Object.entries(props.build.inputs).flatMap(([group, { mediaconnect }]) =>
        mediaconnect === undefined ? [] : [[group, this.#pair(props, group, mediaconnect)] as const],
      ),
    );
  }

  #pair(
    { channelName, build }: ContributionStackProps,
    group: string,
    contribution: ContributionConfiguration,
  ): FlowPair {
    const flow = (pipeline: 0 | 1): Flow => {
      const availabilityZone = build.availabilityZones[pipeline];
      if (availabilityZone === undefined) {
        throw new Error(`Pipeline ${pipeline} of ${channelName} has no Availability Zone.`);
      }
      const made = new Flow(this, `Flow-${group}-${pipeline}`, {
        flowName: `${channelName}-${group}-${pipeline}`,
        pipeline,
        availabilityZone,
        contribution,
      });
      new CfnOutput(this, `FlowArn-${group}-${pipeline}`, { value: made.flowArn });
      return made;
    };
    return [flow(0), flow(1)];
  }
}
