import { answerCloudFormation, type Fetch, type ResourceAnswer } from '../shared/custom-resources/answer.ts';
import {
  customResourceRequest,
  InvalidResource,
  readRequest,
  type CustomResourceRequest,
} from '../shared/custom-resources/request.ts';
import type { ConfigureDeps } from './configure-deps.ts';
import type { ResourceRequest, ResourceType } from './custom-resource.ts';
import { failoverChannelResource, failoverChannelType } from './failover-channel-resource.ts';
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
  const known = request.RequestType === 'Create' ? notCreated : request.PhysicalResourceId;
  const { RequestType, ResourceType: type, LogicalResourceId } = request;
  try {
    const resource = resourceType(deps, type);
    if (request.RequestType === 'Delete') {
      await resource.remove(known, resourceRequest(request));
      return { Status: 'SUCCESS', PhysicalResourceId: known };
    }
    return { Status: 'SUCCESS', PhysicalResourceId: await resource.put(resourceRequest(request)) };
  } catch (error) {
    deps.logger.error('A resource could not be configured', { RequestType, type, LogicalResourceId, error });
    return { Status: 'FAILED', Reason: reasonFor(error), PhysicalResourceId: known };
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
  if (type === failoverChannelType) return failoverChannelResource(deps);
  throw new InvalidResource(
    `Unknown resource type ${type}. Known are ${failoverGroupType} and ${failoverChannelType}.`,
  );
}

function reasonFor(error: unknown): string {
  if (error instanceof InvalidResource) return error.message;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `The configure function failed (${message}). Its log has the details; deploying again repeats the request safely.`;
}
