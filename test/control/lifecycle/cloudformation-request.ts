import { answerUrl } from '../support/answer-url.ts';
import { channelArnOf, flowArnOf, stackId } from '../support/deployment.ts';

/** What is particular about a request; the rest is a channel with two flows that are made for the first time. */
export interface Request {
  readonly request?: 'Create' | 'Update' | 'Delete';
  readonly start?: string;
  readonly id?: string;
  readonly properties?: object;
  /** What the resource was like before an update. */
  readonly before?: object;
}
/** What CloudFormation sends to the function. */
export const eventOf = (ResourceType: string, given: Request) => ({
  RequestType: given.request ?? 'Create',
  ResponseURL: answerUrl,
  StackId: stackId,
  RequestId: 'request-1',
  LogicalResourceId: 'Run',
  ResourceType,
  ...(given.request && given.request !== 'Create' && { PhysicalResourceId: given.id ?? 'WorkflowRun/Run' }),
  ResourceProperties: {
    ServiceToken: 'arn:of:the:function',
    ServiceTimeout: '1800',
    Revision: '1',
    Flows: [flowArnOf('a', 0), flowArnOf('a', 1)],
    ...(ResourceType === 'Custom::WorkflowRun' && {
      ChannelArn: channelArnOf(1),
      StartOnDeploy: given.start ?? 'true',
    }),
    ...given.properties,
  },
  ...(given.before && { OldResourceProperties: { ServiceToken: 'arn:of:the:function', ...given.before } }),
});
