import * as v from 'valibot';
import { build } from './channel/build.ts';
import { existingChannel, existingInputs } from './existing-channel.ts';
import { groundToCloud } from './ground-to-cloud.ts';
import { shortName } from './names.ts';
import { policyEntries, toPolicy } from './policy.ts';
import { controlPlane } from './control-plane.ts';
import { notifications } from './notifications.ts';

const group = v.pipe(
  v.object({
    sites: v.pipe(
      v.array(shortName('a site', 32)),
      v.minLength(2, 'A failover group needs two sites or more, highest priority first, like [A, B].'),
      v.description(
        'The contribution sites, highest priority first. `inputGroups`, its former name, is read as well.',
      ),
    ),
    ...policyEntries,
  }),
  v.transform(({ sites, ...policy }) => ({ sites, policy: toPolicy(policy) })),
);

const channel = v.object({
  name: v.pipe(shortName('a channel', 48), v.description('What people call the channel.')),
  group: v.pipe(v.string(), v.description('The failover group it belongs to.')),
  existing: v.optional(existingChannel),
  build: v.optional(build),
  inputs: v.optional(existingInputs, {}),
});

/** One deployment: the failover groups, their channels, and what stands around them. */
export const configurationSchema = v.object({
  name: v.pipe(
    shortName('a deployment', 40),
    v.description('The name of the deployment; its stacks begin with it.'),
  ),
  account: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d{12}$/, ({ input }) => `"${input}" is not an account id. Give its 12 digits in quotes.`),
        v.metadata({ allowed: '12 digits, in quotes' }),
      ),
    ),
    v.description(
      'The AWS account. Left out: that of the channels given by ARN, else that of the credentials.',
    ),
  ),
  region: v.pipe(
    v.optional(
      v.pipe(
        v.string(),
        v.regex(
          /^[a-z]{2}(-[a-z]+)+-\d$/,
          ({ input }) => `"${input}" is not the name of a region. Give it like eu-west-1.`,
        ),
        v.metadata({ allowed: 'name of an AWS region' }),
      ),
    ),
    v.description(
      'The AWS region. Left out: that of the channels given by ARN, else that of the credentials.',
    ),
  ),
  notifications,
  controlPlane: v.optional(controlPlane, {}),
  standbyMetrics: v.pipe(
    v.optional(v.boolean(), false),
    v.description(
      'Whether CloudWatch is asked every minute if media arrives at the MediaConnect flows, for a flow whose events are lost. Costs about 0.88 USD a flow and month (`failover estimate`).',
    ),
  ),
  groups: v.pipe(
    v.optional(v.record(shortName('a failover group', 48), group), {}),
    v.description('The failover groups by name: channels that share a policy and an order of sites.'),
  ),
  channels: v.pipe(
    v.optional(v.array(channel), []),
    v.description('The channels that the control plane takes charge of.'),
  ),
  groundToCloud,
});

export type Configuration = v.InferOutput<typeof configurationSchema>;
export type GroupConfiguration = Configuration['groups'][string];
export type ChannelConfiguration = Configuration['channels'][number];
