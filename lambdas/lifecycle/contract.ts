import * as v from 'valibot';
import { variable } from '../../aws/environment/parse-environment.ts';
import type { pauseProperties, runProperties } from '../../control/lifecycle/take-request.ts';

/** What the lifecycle function needs to know of its deployment; the CDK construct is typed by it. */
export const lifecycleEnvironment = v.object({
  WORK_QUEUE_URL: variable,
  /** Ids of the roles that work is sent under, by commas. */
  OWN_ROLE_IDS: variable,
  /** Id of the role that EventBridge brings the news of a roll-back with; `any`: without one. */
  RULE_ROLE_ID: variable,
});

/** Changes when the channel or an input of it does, and only then, so that CloudFormation asks for a pause; the function does not read it. */
interface Revised {
  readonly Revision: string;
}

/** `Custom::WorkflowPause`: before the channel. */
export type WorkflowPauseProperties = v.InferInput<typeof pauseProperties> & Revised;

/** `Custom::WorkflowRun`: after the channel. */
export type WorkflowRunProperties = v.InferInput<typeof runProperties> & Revised;
