import * as v from 'valibot';
import { customResourceRequest, InvalidResource, parseProperties } from '../custom-resources/request.ts';
import { notCreated, runResource } from '../custom-resources/run-resource.ts';
import { channelArn, flowArn } from '../../config/arn.ts';
import { advance, type LifecycleDeps } from './advance.ts';
import { workSource, type Work } from './work.ts';

/** Comes before the channel: stops it when it, or what it is made of, is about to change. */
const pauseType = 'Custom::WorkflowPause';
/** Comes after the channel: starts the workflow, and stops it before it is deleted. */
const runType = 'Custom::WorkflowRun';

/** The flows behind the channel: an input that takes another flow is an input that changes. */
export const pauseProperties = v.object({ Flows: v.optional(v.array(flowArn), []) });
export const runProperties = v.object({
  ...pauseProperties.entries,
  ChannelArn: channelArn,
  // What is not running stays so at `false`, unless the deployment itself has paused it.
  StartOnDeploy: v.picklist(['true', 'false'], 'StartOnDeploy: Allowed: true, false.'),
});

/** What CloudFormation asks, and at an update what the resource was like before. */
export const lifecycleRequest = v.intersect([
  customResourceRequest,
  v.object({ OldResourceProperties: v.optional(pauseProperties) }),
]);
type LifecycleRequest = v.InferOutput<typeof lifecycleRequest>;

/** What is to be worked at; null: there is nothing to do. */
type Assignment = Pick<Work, 'goal' | 'channels' | 'flows'> | null;

/** Takes in a request of CloudFormation: answers it where nothing is to be done or it cannot be done, else begins the work. */
export async function takeRequest(deps: LifecycleDeps, request: LifecycleRequest): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, ResponseURL, ResourceType, RequestType } = request;
  const logger = deps.logger.with({ stack: StackId, resource: LogicalResourceId });
  await runResource(
    deps.fetch,
    request,
    async (named) => {
      const assignment = assignmentOf(request);
      logger.info('CloudFormation asks', { RequestType, ResourceType, goal: assignment?.goal ?? 'nothing' });
      const PhysicalResourceId =
        request.RequestType === 'Create'
          ? `${ResourceType.slice('Custom::'.length)}/${LogicalResourceId}`
          : request.PhysicalResourceId;
      named(PhysicalResourceId);
      if (assignment === null) return undefined;
      await advance(deps, {
        source: workSource,
        stackId: StackId,
        startedAt: null,
        given: {},
        refusals: 0,
        ...assignment,
        flows: [...assignment.flows],
        answer: { StackId, RequestId, LogicalResourceId, PhysicalResourceId, ResponseURL },
      });
      return 'later';
    },
    (error) => {
      if (!(error instanceof InvalidResource)) throw error;
      logger.error('A request cannot be carried out', { RequestType, ResourceType, error });
      return error.message;
    },
  );
}

function assignmentOf(request: LifecycleRequest): Assignment {
  if (request.RequestType !== 'Create' && request.PhysicalResourceId === notCreated) return null;
  switch (request.ResourceType) {
    case pauseType:
      // Before there is a channel, and when there is none any more, nothing can be in the way.
      return request.RequestType === 'Update'
        ? { goal: 'pause', channels: [], flows: droppedFlows(request) }
        : null;
    case runType: {
      const { ChannelArn, Flows, StartOnDeploy } = parseProperties(runProperties, request.ResourceProperties);
      return { goal: goalOf(request, StartOnDeploy === 'true'), channels: [ChannelArn], flows: Flows };
    }
    default:
      throw new InvalidResource(
        `Unknown resource type ${request.ResourceType}. Known are ${pauseType} and ${runType}.`,
      );
  }
}

/**
 * The flows that the channel gives up with this update. They are stopped now, while the permissions of the stack as it was
 * still name them: MediaConnect deletes no flow that is active, and nobody else would stop them (API DeleteFlow).
 */
function droppedFlows({ ResourceProperties, OldResourceProperties }: LifecycleRequest): string[] {
  const { Flows } = parseProperties(pauseProperties, ResourceProperties);
  return OldResourceProperties?.Flows.filter((arn) => !Flows.includes(arn)) ?? [];
}

function goalOf({ RequestType }: LifecycleRequest, startOnDeploy: boolean): Work['goal'] {
  if (RequestType === 'Delete') return 'stop';
  return startOnDeploy ? 'run' : 'resume';
}
