import { answerCloudFormation, type Fetch, type ResourceAnswer } from '../custom-resources/answer.ts';
import {
  customResourceRequest,
  InvalidResource,
  readRequest,
  type CustomResourceRequest,
} from '../custom-resources/request.ts';
import type { ConfigureDeps } from './configure-deps.ts';
import type { ResourceRequest, ResourceType } from './custom-resource.ts';
import { failoverChannelResource, failoverChannelType } from './failover-channel-resource.ts';
import { failoverChannelsResource, failoverChannelsType } from './failover-channels-resource.ts';
import { failoverGroupResource, failoverGroupType } from './failover-group-resource.ts';

/** The physical id of what was never created, so that CloudFormation's clean-up of it touches nothing. */
const notCreated = 'not-created';

export interface Configured {
  readonly status: ResourceAnswer['Status'];
}

/** Carries out one request of CloudFormation and answers it, whatever comes of it. */
export async function configure(
  deps: ConfigureDeps & { readonly fetch: Fetch },
  event: unknown,
): Promise<Configured> {
  const request = readRequest(customResourceRequest, event);
  const { StackId, RequestId, LogicalResourceId } = request;
  const answer = { ...(await carryOut(deps, request)), StackId, RequestId, LogicalResourceId };
  await answerCloudFormation(deps.fetch, request.ResponseURL, answer);
  return { status: answer.Status };
}

async function carryOut(
  deps: ConfigureDeps,
  request: CustomResourceRequest,
): Promise<Pick<ResourceAnswer, 'Status' | 'Reason' | 'PhysicalResourceId'>> {
  const { RequestType, ResourceType: type, LogicalResourceId } = request;
  let physicalId = request.RequestType === 'Create' ? notCreated : request.PhysicalResourceId;
  try {
    const resource = resourceType(deps, type);
    const asked = resourceRequest(request);
    if (RequestType === 'Delete') {
      await resource.remove(physicalId, asked);
    } else {
      // Said even if the rest fails: CloudFormation then deletes what was begun under this id.
      physicalId = resource.idOf(asked);
      await resource.put(asked, physicalId);
    }
    return { Status: 'SUCCESS', PhysicalResourceId: physicalId };
  } catch (error) {
    deps.logger.error('A resource could not be configured', { RequestType, type, LogicalResourceId, error });
    return { Status: 'FAILED', Reason: reasonFor(error), PhysicalResourceId: physicalId };
  }
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
