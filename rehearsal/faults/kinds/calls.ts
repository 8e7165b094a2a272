import type { Act } from '../fault.ts';
import type { Misbehaviour } from '../misbehaviour.ts';
import { callFault, disturb, type AwsCall } from './call-fault.ts';

const schedule: AwsCall = { service: 'medialive', operation: 'BatchUpdateSchedule' };

/** Looked into only where a switch may have been put into the schedule and nobody knows. */
const lookIntoSchedule: AwsCall = {
  service: 'medialive',
  operation: 'DescribeSchedule',
  prelude: (stage, channel) => disturb(stage, channel, schedule, 'answer-lost', 1),
  when: ', after a BatchUpdateSchedule whose answer was lost,',
};

/** Asked only where the events that show a switch have not come. */
const describeChannel: AwsCall = {
  service: 'medialive',
  operation: 'DescribeChannel',
  by: /Controller|Reconciler/,
  prelude: (stage, { arn }) => {
    stage.loseInputChanges(arn);
  },
  when: ', with all Input Change events lost,',
};

/** Every call to another service that the controller makes between the loss of a site and its being done with it. */
const calls: Readonly<Record<string, readonly AwsCall[]>> = {
  MediaLive: [schedule, { service: 'medialive', operation: 'ListAlerts' }, lookIntoSchedule, describeChannel],
  DynamoDB: [
    { service: 'dynamodb', operation: 'Query' },
    { service: 'dynamodb', operation: 'GetItem' },
    { service: 'dynamodb', operation: 'PutItem' },
  ],
  messages: [
    { service: 'sqs', operation: 'SendMessage' },
    { service: 'sns', operation: 'Publish' },
    { service: 'events', operation: 'PutEvents' },
  ],
};

const ways: readonly Misbehaviour[] = [
  'throttled',
  'error',
  'unanswered',
  'answer-lost',
  'half-open',
  'slow',
];

/** Every way in which a call can fail, for every call. */
export const callActs: readonly Act[] = Object.entries(calls).map(([name, made]) => ({
  name,
  faults: made.flatMap((call) => ways.map((way) => callFault(call, way))),
  together: 6,
  apartMs: 5000,
}));
