import * as v from 'valibot';
import { variable } from '../../aws/environment/parse-environment.ts';

/** What the configure function needs to know of its deployment; the CDK construct is typed by it. */
export const configureEnvironment = v.object({
  TABLE_NAME: variable,
  EVENTS_QUEUE_URL: variable,
  LOG_RETENTION_DAYS: variable,
});
