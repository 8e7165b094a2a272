import * as v from 'valibot';
import { variable } from '../../aws/environment/parse-environment.ts';
import type { failoverChannelsProperties } from '../../control/configure/failover-channels-resource.ts';
import type { failoverGroupProperties } from '../../control/configure/failover-group-resource.ts';

/** What the configure function needs to know of its deployment; the CDK construct is typed by it. */
export const configureEnvironment = v.object({
  TABLE_NAME: variable,
  /** Its name, which its metrics carry. */
  DEPLOYMENT: variable,
  EVENTS_QUEUE_URL: variable,
  LOG_RETENTION_DAYS: variable,
});

/** `Custom::FailoverGroup`. CloudFormation makes text of every number, so what has types travels as JSON. */
export type FailoverGroupProperties = v.InferInput<typeof failoverGroupProperties>;

/** `Custom::FailoverChannels`: some of the deployment's channels together, as a stack has no room for a resource for each. */
export type FailoverChannelsProperties = v.InferInput<ReturnType<typeof failoverChannelsProperties>>;
