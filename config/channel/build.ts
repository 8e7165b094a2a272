import * as v from 'valibot';
import { encoding } from './encoding.ts';
import { contribution } from './flow.ts';
import { availabilityZone, cidr } from './network.ts';
import { output } from './outputs.ts';

/** An RTP push input: the site sends straight to MediaLive. */
const rtp = v.object({
  allow: v.pipe(
    v.array(cidr),
    v.minLength(1, 'Give the addresses that may send, like [203.0.113.10/32].'),
    v.maxLength(10, 'An input security group takes ten rules at most.'),
    v.description('The addresses that may send (input security group).'),
  ),
});

const builtInput = v.object({
  mediaconnect: v.pipe(
    v.optional(contribution),
    v.description('Feed it through two MediaConnect flows, one in each Availability Zone.'),
  ),
  rtp: v.pipe(
    v.optional(rtp),
    v.description(
      'Feed it by RTP, with or without FEC, straight into MediaLive: no MediaConnect, no evidence about a standby.',
    ),
  ),
});
export type BuiltInput = v.InferOutput<typeof builtInput>;

/** A channel that the deployment makes, with all that stands around it. */
export const build = v.pipe(
  v.object({
    availabilityZones: v.pipe(
      v.array(availabilityZone),
      v.length(2, 'Give two Availability Zones, first that of pipeline 0.'),
      v.description(
        'The Availability Zones of pipeline 0 and pipeline 1, the same for every input of the channel.',
      ),
    ),
    inputs: v.pipe(
      v.record(v.string(), builtInput),
      v.description('By site: how the site feeds the channel.'),
    ),
    startOnDeploy: v.pipe(
      v.optional(v.boolean(), false),
      v.description(
        'Whether every deployment ends with flows and channel running. Running costs money, so nothing starts unless told to; what a deployment has to stop in order to change it runs again in either case.',
      ),
    ),
    encoding: v.pipe(v.optional(encoding, {}), v.description('How the channel encodes.')),
    outputs: v.pipe(
      v.array(output),
      v.minLength(1, 'A channel needs one output or more.'),
      v.description('Where the channel goes: any combination.'),
    ),
  }),
  v.description('A standard channel to make, with its flows, inputs and origins.'),
);
export type BuildConfiguration = v.InferOutput<typeof build>;
