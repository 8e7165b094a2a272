import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { channelArn, parseChannelArn, placeOf, type Arn } from '../../config/arn.ts';
import type { GroupStore, StoredGroup } from '../ports/group-store.ts';
import type { ChannelMember } from '../ports/member-store.ts';
import { InvalidResource, parseProperties } from '../custom-resources/request.ts';
import { memberInputs } from '../schemas/member.ts';
import { name } from '../schemas/names.ts';
import { claim, withdrawChannel } from './claims.ts';
import type { ConfigureDeps } from './configure-deps.ts';
import { mayTakeOver, type ResourceRequest, type ResourceType } from './custom-resource.ts';

export const failoverChannelsType = 'Custom::FailoverChannels';

/** The physical id names each of them, and CloudFormation takes 1 KB of it (User Guide, "Custom resource response objects"). */
const channelsMax = 50;

/** Not as JSON: it would be a fifth longer, and a template has 1 MB. */
export const failoverChannelsProperties = (place: Pick<Arn, 'partition' | 'region' | 'account'>) =>
  v.object({
    Channels: v.pipe(
      v.array(
        v.object({
          ChannelArn: channelArn,
          Group: name,
          Name: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))),
          Inputs: memberInputs(place),
        }),
      ),
      v.minLength(1),
      v.maxLength(channelsMax),
    ),
  });
type Channels = v.InferOutput<ReturnType<typeof failoverChannelsProperties>>['Channels'];
const idPrefix = 'failover-channels/';

/**
 * Some of the channels in failover groups. The physical id names the channels, so that the resource becomes another one with each that
 * comes or goes: CloudFormation then deletes the old one when everything else of the deployment stands.
 */
export function failoverChannelsResource(deps: ConfigureDeps): ResourceType {
  return {
    idOf: (request) => {
      const ids = channelsIn(request).map(({ ChannelArn }) => parseChannelArn(ChannelArn)?.id ?? '');
      return `${idPrefix}${ids.toSorted().join(',')}`;
    },
    put: async (request, physicalId) => {
      const owner = ownerOf(physicalId, request);
      const members = channelsIn(request).map(({ ChannelArn, Group, Name, Inputs }) => {
        return { channelArn: ChannelArn, name: Name ?? null, group: Group, inputs: Inputs, owner };
      });
      const before = await Promise.all(members.map((member) => deps.members.find(member.channelArn)));
      requireFree(before, request);
      await requireKnownInputs(deps.groups, members);
      // Nothing is written before all are found right; and one after the other, as a deployment has many of these at once.
      for (const [index, member] of members.entries()) {
        await claim(deps, member, before[index] ?? null, request);
      }
    },
    remove: async (physicalId, request) => {
      const owner = ownerOf(physicalId, request);
      for (const arn of arnsIn(physicalId, request)) await withdrawChannel(deps, arn, owner, request);
    },
  };
}

/** What it was and what it becomes are two owners: until CloudFormation deletes one of them, both claim the channels. */
function ownerOf(physicalId: string, { owner }: ResourceRequest): string {
  return `${owner}/${createHash('sha256').update(physicalId).digest('hex').slice(0, 16)}`;
}

function channelsIn(request: ResourceRequest): Channels {
  const { Channels } = parseProperties(
    failoverChannelsProperties(placeOf(request.stackId)),
    request.properties,
  );
  for (const { ChannelArn } of Channels) requireSameAccount(ChannelArn, request);
  return Channels;
}

/** The channels that a physical id names: in the account and region of the stack, as no others are taken. */
function arnsIn(physicalId: string, { stackId }: ResourceRequest): readonly string[] {
  if (!physicalId.startsWith(idPrefix)) return [];
  const { partition, region, account } = placeOf(stackId);
  return physicalId
    .slice(idPrefix.length)
    .split(',')
    .map((id) => `arn:${partition}:medialive:${region}:${account}:channel:${id}`)
    .filter((arn) => parseChannelArn(arn) !== null);
}

/** The control plane watches its own account and region; events of others never reach it. */
function requireSameAccount(arn: string, { stackId }: ResourceRequest): void {
  const channel = placeOf(arn);
  const place = placeOf(stackId);
  const isSame = (['partition', 'region', 'account'] as const).every((part) => channel[part] === place[part]);
  if (isSame) return;
  throw new InvalidResource(
    `Channel ${arn} is in another account or region than this stack (${place.account}, ${place.region}). Deploy the control plane where the channel is.`,
  );
}

function requireFree(found: readonly (ChannelMember | null)[], request: ResourceRequest): void {
  const taken = found.find((member) => member && !mayTakeOver(member.owner, request));
  if (!taken) return;
  throw new InvalidResource(
    `Channel ${taken.channelArn} is managed by another deployment (${taken.owner}). Take it out there first.`,
  );
}

async function requireKnownInputs(
  groups: Pick<GroupStore, 'load'>,
  members: readonly ChannelMember[],
): Promise<void> {
  const names = [...new Set(members.map(({ group }) => group))];
  const known = new Map(
    await Promise.all(names.map(async (group) => [group, await groups.load(group)] as const)),
  );
  for (const member of members) requireInputsOf(known.get(member.group) ?? null, member);
}

function requireInputsOf(group: StoredGroup | null, member: ChannelMember): void {
  if (!group) {
    throw new InvalidResource(
      `Failover group "${member.group}" of channel ${member.channelArn} is not defined. Define it, and have the channel's resource depend on it.`,
    );
  }
  const allowed = group.definition.sites;
  const unknown = Object.keys(member.inputs).filter((input) => !allowed.includes(input));
  if (unknown.length === 0) return;
  throw new InvalidResource(
    `Channel ${member.channelArn} names sites that failover group "${member.group}" does not have: ${unknown.join(', ')}. It has: ${allowed.join(', ')}.`,
  );
}
