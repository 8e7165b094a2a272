import type { Fetch } from '../custom-resources/answer.ts';
import {
  customResourceRequest,
  InvalidResource,
  readRequest,
  type CustomResourceRequest,
} from '../custom-resources/request.ts';
import { runResource } from '../custom-resources/run-resource.ts';
import type { ConfigureDeps } from './configure-deps.ts';
import type { ResourceRequest, ResourceType } from './custom-resource.ts';
import { failoverChannelResource, failoverChannelType } from './failover-channel-resource.ts';
import { failoverChannelsResource, failoverChannelsType } from './failover-channels-resource.ts';
import { failoverGroupResource, failoverGroupType } from './failover-group-resource.ts';

export interface Configured {
  readonly status: string;
}

/** The provider of the custom resources: it writes failover groups and their channels from the deployment's template. */
export async function configure(
  deps: ConfigureDeps & { readonly fetch: Fetch },
  event: unknown,
): Promise<Configured> {
  const request = readRequest(customResourceRequest, event);
  const { RequestType, ResourceType: type, LogicalResourceId } = request;
  const status = await runResource(
    deps.fetch,
    request,
    async (named) => {
      const resource = resourceType(deps, type);
      const asked = resourceRequest(request);
      if (request.RequestType === 'Delete') {
        await resource.remove(request.PhysicalResourceId, asked);
      } else {
        const physicalId = resource.idOf(asked);
        named(physicalId);
        await resource.put(asked, physicalId);
      }
      return undefined;
    },
    (error) => {
      deps.logger.error('A resource could not be configured', {
        RequestType,
        type,
        LogicalResourceId,
        error,
      });
      return reasonFor(error);
    },
  );
  return { status };
}

function resourceRequest(request: CustomResourceRequest): ResourceRequest {
  return {
    requestId: request.RequestId,
    stackId: request.StackId,
    owner: `${request.StackId}/${request.LogicalResourceId}`,
    properties: request.ResourceProperties,
  };
}

function resourceType(deps: ConfigureDeps, type: string): ResourceType {
  if (type === failoverGroupType) return failoverGroupResource(deps);
  if (type === failoverChannelsType) return failoverChannelsResource(deps);
  if (type === failoverChannelType) return failoverChannelResource(deps);
  throw new InvalidResource(
    `Unknown resource type ${type}. Known are ${failoverGroupType} and ${failoverChannelsType}.`,
  );
}

function reasonFor(error: unknown): string {
  if (error instanceof InvalidResource) return error.message;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `The configure function failed (${message}). Its log has the details; deploying again repeats the request safely.`;
}
