import * as v from 'valibot';
import { variable } from '../../aws/environment/parse-environment.ts';

/** What the operator needs to know of its deployment; the CDK construct is typed by it. */
export const operatorEnvironment = v.object({
  TABLE_NAME: variable,
  EVENTS_QUEUE_URL: variable,
  NOTIFICATION_TOPIC_ARN: variable,
  EVENT_BUS_NAME: variable,
  ACCOUNT_ID: variable,
  /** The gauges that each channel has an alarm on, by commas; `none`: channels have none of their own. */
  ALARMED_BY_CHANNEL: variable,
  /** Its name, which its metrics carry. */
  DEPLOYMENT: variable,
  /** Days that log entries live before DynamoDB expires them. */
  LOG_RETENTION_DAYS: variable,
});
