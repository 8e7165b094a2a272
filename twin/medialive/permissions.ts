import type { RequiredPermission } from '../gateway/service.ts';
import type { Estate } from '../estate.ts';
import type { Route } from '../rest-json/router.ts';
import { channelArn, inputArn, inputSecurityGroupArn } from './arn.ts';

/** These have no resource-level permission, whatever they name (service-authorization/list_medialive). */
const withoutResource: ReadonlySet<string> = new Set([
  'ListAlerts',
  'ListChannels',
  'ListInputs',
  'ListInputSecurityGroups',
]);

/** What IAM must allow for a call: the operation's action on the channel, input or resource that its path names, else on `*`. */
export function permissionsOf(
  estate: Pick<Estate, 'account' | 'region'>,
  route: Route,
): readonly RequiredPermission[] {
  const { name } = route.operation;
  return [
    { action: `medialive:${name}`, resource: withoutResource.has(name) ? '*' : resourceOf(estate, route) },
  ];
}

function resourceOf(estate: Pick<Estate, 'account' | 'region'>, { labels }: Route): string {
  const { ChannelId, InputId, InputSecurityGroupId, ResourceArn } = labels;
  if (ChannelId !== undefined) return channelArn(estate, ChannelId);
  if (InputId !== undefined) return inputArn(estate, InputId);
  if (InputSecurityGroupId !== undefined) return inputSecurityGroupArn(estate, InputSecurityGroupId);
  return ResourceArn ?? '*';
}
