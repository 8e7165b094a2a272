import * as v from 'valibot';
import { channelArn, parseChannelArn } from '../../config/arn.ts';
import type { StoredGroup } from '../shared/ports/group-store.ts';
import type { ChannelMember } from '../shared/ports/member-store.ts';
import { memberInputs } from '../shared/schemas/member.ts';
import { name } from '../shared/schemas/names.ts';
import { InvalidResource, parseProperties } from '../shared/custom-resources/request.ts';
import { changesBetween } from './changes.ts';
import { logChanges, type ConfigureDeps } from './configure-deps.ts';
import { jsonProperty, mayTakeOver, type ResourceRequest, type ResourceType } from './custom-resource.ts';

export const failoverChannelType = 'Custom::FailoverChannel';

const properties = v.object({
  ChannelArn: channelArn,
  Group: name,
  Name: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))),
  Inputs: v.pipe(jsonProperty, memberInputs),
});
const idPrefix = 'failover-channel/';

/** A channel's membership in a failover group. */
export function failoverChannelResource(deps: ConfigureDeps): ResourceType {
  const { groups, members, observations } = deps;
  return {
    put: async (request) => {
      const { ChannelArn, Group, Name, Inputs } = parseProperties(properties, request.properties);
      requireSameAccount(ChannelArn, request);
      requireKnownInputs(ChannelArn, Inputs, Group, await groups.load(Group));
      const before = await members.find(ChannelArn);
      if (before && !mayTakeOver(before.owner, request)) {
        throw new InvalidResource(
          `Channel ${ChannelArn} is managed by another deployment (${before.owner}). Take it out there first.`,
        );
      }
      const after: ChannelMember = {
        channelArn: ChannelArn,
        name: Name ?? null,
        group: Group,
        inputs: Inputs,
        owner: request.owner,
      };
      await members.put(after, before);
      await logMembership(deps, before, after, request);
      await observations.send(ChannelArn);
      return `${idPrefix}${ChannelArn}`;
    },
    remove: async (physicalId, request) => {
      const arn = physicalId.startsWith(idPrefix) ? parseChannelArn(physicalId.slice(idPrefix.length)) : null;
      const before = arn && (await members.find(arn.arn));
      if (before?.owner !== request.owner) return;
      await members.remove(before);
      await logMembership(deps, before, null, request);
    },
  };
}

async function logMembership(
  deps: ConfigureDeps,
  before: ChannelMember | null,
  after: ChannelMember | null,
  request: ResourceRequest,
): Promise<void> {
  const shown = (member: ChannelMember | null) =>
    member && { name: member.name, group: member.group, inputs: member.inputs };
  const changes = changesBetween(shown(before), shown(after));
  const groups = new Set([before?.group, after?.group].filter((group) => group !== undefined));
  const subject = `channel ${(after ?? before)?.channelArn ?? ''}`;
  await Promise.all([...groups].map((group) => logChanges(deps, group, subject, changes, request)));
}

/** The control plane watches its own account and region; events of others never reach it. */
function requireSameAccount(arn: string, { stackId }: ResourceRequest): void {
  const channel = parseChannelArn(arn);
  const [, , , region, account] = stackId.split(':');
  if (channel?.account === account && channel?.region === region) return;
  throw new InvalidResource(
    `Channel ${arn} is in another account or region than this stack (${account ?? '?'}, ${region ?? '?'}). Deploy the control plane where the channel is.`,
  );
}

function requireKnownInputs(
  arn: string,
  inputs: ChannelMember['inputs'],
  name: string,
  group: StoredGroup | null,
): void {
  if (!group) {
    throw new InvalidResource(
      `Failover group "${name}" of channel ${arn} is not defined. Define it, and have the channel's resource depend on it.`,
    );
  }
  const allowed = group.definition.inputGroups;
  const unknown = Object.keys(inputs).filter((input) => !allowed.includes(input));
  if (unknown.length === 0) return;
  throw new InvalidResource(
    `Channel ${arn} names input groups that failover group "${name}" does not have: ${unknown.join(', ')}. It has: ${allowed.join(', ')}.`,
  );
}
