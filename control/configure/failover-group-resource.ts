import * as v from 'valibot';
import { groupDefinition } from '../schemas/group.ts';
import { name } from '../schemas/names.ts';
import { InvalidResource, parseProperties } from '../custom-resources/request.ts';
import { changesBetween } from './changes.ts';
import { logChanges, type ConfigureDeps } from './configure-deps.ts';
import { jsonProperty, mayTakeOver, type ResourceType } from './custom-resource.ts';

export const failoverGroupType = 'Custom::FailoverGroup';

/** The name of the group, unique in the deployment's table, and the deployment's part of it. */
export const failoverGroupProperties = v.object({
  Name: name,
  Definition: v.pipe(jsonProperty, groupDefinition),
});
const idPrefix = 'failover-group/';

/**
 * At the end of an update CloudFormation deletes what is gone in an order of its own: a group may have to go while a resource that had its
 * channels is still about to. The function has a minute.
 */
const patienceMs = 30_000;
const lookEveryMs = 2000;

/** A failover group: the deployment's part of it. What operators have said of it is never touched. */
export function failoverGroupResource(deps: ConfigureDeps): ResourceType {
  const { clock, groups, members, observations } = deps;
  const membersOf = async (group: string) =>
    (await members.list()).filter((member) => member.group === group);
  const membersLeft = async (group: string) => {
    const until = clock.now() + patienceMs;
    for (;;) {
      const left = await membersOf(group);
      if (left.length === 0 || clock.now() >= until) return left;
      await clock.sleep(lookEveryMs);
    }
  };
  return {
    idOf: ({ properties: given }) => `${idPrefix}${parseProperties(failoverGroupProperties, given).Name}`,
    put: async (request) => {
      const { Name, Definition } = parseProperties(failoverGroupProperties, request.properties);
      const before = await groups.load(Name);
      if (before && !mayTakeOver(before.owner, request)) {
        throw new InvalidResource(
          `Failover group "${Name}" belongs to another deployment (${before.owner}). Choose another name, or take it out there first.`,
        );
      }
      await groups.define(Name, Definition, request.owner);
      const changes = changesBetween(before?.definition, Definition);
      await logChanges(deps, Name, 'group', changes, request);
      if (changes.length > 0) {
        await Promise.all((await membersOf(Name)).map(({ channelArn }) => observations.send(channelArn)));
      }
    },
    remove: async (physicalId, request) => {
      const group = physicalId.startsWith(idPrefix) ? physicalId.slice(idPrefix.length) : '';
      const before = v.is(name, group) ? await groups.load(group) : null;
      if (before?.owner !== request.owner) return;
      const left = await membersLeft(group);
      if (left.length > 0) {
        throw new InvalidResource(
          `Failover group "${group}" still has ${left.length} channels, e.g. ${left[0]?.channelArn ?? ''}. Take them out first.`,
        );
      }
      await groups.remove(group);
      await logChanges(deps, group, 'group', changesBetween(before.definition, undefined), request);
    },
  };
}
