import * as v from 'valibot';
import { variable } from '../../aws/environment/parse-environment.ts';

/** What the reconciler needs to know of its deployment; the CDK construct is typed by it. */
export const reconcilerEnvironment = v.object({
  TABLE_NAME: variable,
  /** Its name, which its metrics carry. */
  DEPLOYMENT: variable,
  EVENTS_QUEUE_URL: variable,
  /** `true`: CloudWatch is asked about the flows, and paid for it. */
  STANDBY_METRICS: variable,
});
