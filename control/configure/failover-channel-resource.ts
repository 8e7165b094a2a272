import { parseChannelArn } from '../../config/arn.ts';
import { InvalidResource } from '../custom-resources/request.ts';
import { withdrawChannel } from './claims.ts';
import type { ConfigureDeps } from './configure-deps.ts';
import type { ResourceType } from './custom-resource.ts';

export const failoverChannelType = 'Custom::FailoverChannel';

const idPrefix = 'failover-channel/';

/**
 * The resource of a single channel that earlier releases had. Their stacks still have to delete it, after `Custom::FailoverChannels` has
 * taken the channel over; nothing makes it any more.
 */
export function failoverChannelResource(deps: ConfigureDeps): ResourceType {
  const refuse = (): never => {
    throw new InvalidResource(
      `${failoverChannelType} is of an earlier release. Deploy with this release's own template, which has Custom::FailoverChannels.`,
    );
  };
  return {
    idOf: refuse,
    put: refuse,
    remove: async (physicalId, request) => {
      if (!physicalId.startsWith(idPrefix)) return;
      const channel = parseChannelArn(physicalId.slice(idPrefix.length));
      if (channel) await withdrawChannel(deps, channel.arn, request.owner, request);
    },
  };
}
