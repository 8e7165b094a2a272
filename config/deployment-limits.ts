import type { ChannelConfiguration, Configuration } from './configuration.ts';
import type { Problem } from './problem.ts';

/**
 * What one deployment takes, so that the stack of its control plane stays within CloudFormation's 500 resources and 1 MB and its roles
 * within ten managed policies. `test/lib/largest-deployment.test.ts` synthesizes the largest and holds these numbers to the quotas.
 */
export const deploymentLimits = {
  /** Channels that exist already, and as many as four flows for each. */
  existing: 700,
  flows: 2800,
  /** Channels that are built: the template names them and their flows by references, which are twice as long as ARNs. */
  built: 300,
  /** Failover groups: each is a resource. */
  groups: 150,
} as const;

/** Where a configuration is larger than one deployment can be. */
export function sizeProblems({ channels, groups }: Configuration): readonly Problem[] {
  const existing = channels.filter(({ build }) => build === undefined);
  const built = channels.length - existing.length;
  const groupCount = Object.keys(groups).length;
  const channelProblems = tooMany('channels', existing.length, built, deploymentLimits.existing);
  return [
    ...channelProblems,
    // With too many channels the flows are of course too many as well.
    ...(channelProblems.length > 0
      ? []
      : tooMany('flows of the channels', flowsOf(existing), built, deploymentLimits.flows)),
    ...(groupCount <= deploymentLimits.groups
      ? []
      : [
          {
            path: ['groups'],
            text: `the failover groups are more than one deployment takes: ${groupCount}. Allowed: ${deploymentLimits.groups}. ${advice}`,
          },
        ]),
  ];
}

const advice =
  'Divide the channels over several files: each is a deployment with a name of its own (docs/configuration.md, "How many channels").';

/** What exists and what is built share the room: each part of it that one takes the other has not. */
function tooMany(what: string, existing: number, built: number, existingMax: number): readonly Problem[] {
  const room = 1 - built / deploymentLimits.built;
  if (existing / existingMax <= room) return [];
  const [given, allowed] =
    built === 0
      ? [
          `${existing} that exist already`,
          `${existingMax}, or ${deploymentLimits.built} channels that are built`,
        ]
      : existing === 0
        ? [
            `${built} channels that are built`,
            `${deploymentLimits.built}, or ${existingMax} that exist already`,
          ]
        : [
            `${existing} that exist already beside ${built} channels that are built`,
            `${Math.max(0, Math.floor(existingMax * room))} beside these`,
          ];
  const text = `the ${what} are more than one deployment takes: ${given}. Allowed: ${allowed}. ${advice}`;
  return [{ path: ['channels'], text }];
}

/** Channels may share flows. */
function flowsOf(channels: readonly ChannelConfiguration[]): number {
  const flows = channels.flatMap(({ inputs }) => Object.values(inputs).flatMap((input) => input.flows));
  return new Set(flows.map(({ arn }) => arn)).size;
}
