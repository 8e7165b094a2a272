import { CfnFlow, CfnFlowSource, CfnFlowOutput } from 'aws-cdk-lib/aws-mediaconnect';
import { Construct, type IDependable } from 'constructs';
import type {
  ContributionConfiguration,
  PipelineFlowConfiguration,
  ConfidenceOutput,
} from '../../../config/channel/flow.ts';
import { maintenanceDay } from '../../../config/channel/flow-rules.ts';
import { EncryptionRole } from './encryption-role.ts';
import { sourceSettings, vpcInterfaceName } from './source-settings.ts';
import { VpcInterfaceRole } from './vpc-interface-role.ts';

export interface FlowProps {
  /** What people see in the console. */
  readonly flowName: string;
  /** The pipeline that it feeds. */
  readonly pipeline: 0 | 1;
  readonly availabilityZone: string;
  readonly contribution: ContributionConfiguration;
}

/**
 * A MediaConnect flow for one pipeline of one site, with one source or two and how they are combined. It is in
 * STANDBY until it is started: CloudFormation starts no flow (MC21/flows-start).
 */
export class Flow extends Construct {
  readonly flowArn: string;
  readonly flowName: string;
  readonly sourceCount: 1 | 2;

  constructor(scope: Construct, id: string, props: FlowProps) {
    super(scope, id);
    const { contribution, pipeline } = props;
    const flow = contribution.pipelines[pipeline];
    const [first, second] = primaryFirst(flow?.sources ?? [], contribution.sourceFailover?.primary);
    if (flow === undefined || first === undefined) {
      throw new Error(
        `${props.flowName} has no source for pipeline ${pipeline}: give contribution.pipelines[${pipeline}].`,
      );
    }
    this.flowName = props.flowName;
    this.sourceCount = second === undefined ? 1 : 2;
    const decryption = this.#encryptionRole(flow);
    const vpcRole =
      flow.vpc === undefined ? undefined : new VpcInterfaceRole(this, 'VpcInterfaceRole', flow.vpc);
    const roles = [decryption, vpcRole].filter((role) => role !== undefined);
    const resource = new CfnFlow(this, 'Resource', {
      name: props.flowName,
      availabilityZone: props.availabilityZone,
      source: sourceSettings(contribution.protocol, first, decryption?.role),
      ...(contribution.sourceFailover === undefined
        ? {}
        : { sourceFailoverConfig: failoverConfig(contribution.sourceFailover) }),
      ...(flow.vpc === undefined || vpcRole === undefined
        ? {}
        : { vpcInterfaces: [vpcInterface(flow.vpc, vpcRole)] }),
      maintenance: {
        maintenanceDay: capitalised(maintenanceDay(flow, pipeline)),
        maintenanceStartHour: flow.maintenance?.hour ?? '02:00',
      },
      sourceMonitoringConfig: sourceMonitoring(contribution.monitoring),
    });
    usesOnCreation(resource, roles);
    this.flowArn = resource.attrFlowArn;
    if (second !== undefined) {
      const added = new CfnFlowSource(this, 'SecondSource', {
        flowArn: this.flowArn,
        ...sourceSettings(contribution.protocol, second, decryption?.role),
        name: second.name,
        description: `The second source of ${props.flowName}`,
      });
      usesOnCreation(added, roles);
    }
    confidenceOutputs(this, this.flowArn, flow.confidence);
  }

  #encryptionRole({ sources }: PipelineFlowConfiguration): EncryptionRole | undefined {
    const secrets = sources.flatMap(({ encryption }) =>
      encryption === undefined ? [] : [encryption.secret],
    );
    return secrets.length === 0 ? undefined : new EncryptionRole(this, 'EncryptionRole', { secrets });
  }
}

/**
 * MediaConnect uses the roles while it makes the flow, and while it deletes it: their policies, which are resources of their own,
 * have to be there before and to go after.
 */
function usesOnCreation(resource: CfnFlow | CfnFlowSource, roles: readonly IDependable[]): void {
  resource.node.addDependency(...roles);
}

function vpcInterface(
  vpc: NonNullable<PipelineFlowConfiguration['vpc']>,
  { role }: VpcInterfaceRole,
): CfnFlow.VpcInterfaceProperty {
  return {
    name: vpcInterfaceName,
    roleArn: role.roleArn,
    subnetId: vpc.subnet,
    securityGroupIds: vpc.securityGroups,
  };
}

/** The flow is made with its first source; the second comes after it, too late for a flow that names it as its primary. */
function primaryFirst(
  sources: PipelineFlowConfiguration['sources'],
  primary: string | undefined,
): PipelineFlowConfiguration['sources'] {
  return [...sources].sort((a, b) => Number(b.name === primary) - Number(a.name === primary));
}

function failoverConfig(
  failover: NonNullable<ContributionConfiguration['sourceFailover']>,
): CfnFlow.FailoverConfigProperty {
  return failover.mode === 'merge'
    ? {
        state: 'ENABLED',
        failoverMode: 'MERGE',
        ...(failover.recoveryWindow === undefined ? {} : { recoveryWindow: failover.recoveryWindow }),
      }
    : {
        state: 'ENABLED',
        failoverMode: 'FAILOVER',
        ...(failover.primary === undefined ? {} : { sourcePriority: { primarySource: failover.primary } }),
      };
}

const capitalised = (day: string) => `${day.charAt(0).toUpperCase()}${day.slice(1)}`;

/** What MediaConnect watches in the content of a flow; each change is an event (`MediaConnect Flow Content Quality`). */
function sourceMonitoring({
  thumbnails,
  contentQuality,
  black,
  frozen,
  silent,
}: ContributionConfiguration['monitoring']): CfnFlow.SourceMonitoringConfigProperty {
  const thumbnailState = thumbnails ? 'ENABLED' : 'DISABLED';
  if (!contentQuality) return { thumbnailState, contentQualityAnalysisState: 'DISABLED' };
  const after = (ms: number) => ({ state: 'ENABLED', thresholdSeconds: Math.round(ms / 1000) });
  return {
    thumbnailState,
    contentQualityAnalysisState: 'ENABLED',
    videoMonitoringSettings: [{ blackFrames: after(black), frozenFrames: after(frozen) }],
    audioMonitoringSettings: [{ silentAudio: after(silent) }],
  };
}

/**
 * Outputs on which people watch the feed as it arrives. MediaLive makes its own output on each flow by itself, so none is
 * made here.
 */
function confidenceOutputs(
  scope: Construct,
  flowArn: string,
  outputs: readonly ConfidenceOutput[],
): readonly CfnFlowOutput[] {
  return outputs.map(
    ({ name, protocol, destination, port, allow, streamId }) =>
      new CfnFlowOutput(scope, `Confidence-${name}`, {
        flowArn,
        name,
        description: 'Confidence monitoring',
        protocol,
        port,
        ...(destination === undefined ? {} : { destination }),
        ...(allow === undefined ? {} : { cidrAllowList: allow }),
        ...(streamId === undefined ? {} : { streamId }),
      }),
  );
}
