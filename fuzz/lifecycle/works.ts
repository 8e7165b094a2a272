import fc from 'fast-check';
import { workSource } from '../../control/lifecycle/work.ts';
import { text, timeNumber, timeText } from '../input/garbage.ts';
import { nearly } from '../input/mutate.ts';
import { channelArns, flowArns } from '../messages/places.ts';
import { account } from '../plane/deployment.ts';

export const stackArn = `arn:aws:cloudformation:eu-west-1:${account}:stack/news/1`;
/** Where CloudFormation waits. */
export const answerUrl =
  'https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/here?signature=1';

const stacks = fc.oneof(
  { weight: 6, arbitrary: fc.constant(stackArn) },
  { weight: 1, arbitrary: fc.oneof(fc.constant(stackArn.replace('news', 'other')), text) },
);
const urls = fc.oneof(
  { weight: 6, arbitrary: fc.constant(answerUrl) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'https://example.com/',
      'http://169.254.169.254/latest/meta-data/',
      answerUrl.replace('https', 'http'),
      answerUrl.replace('.s3.', '.s3.attacker.'),
      `https://user@${answerUrl.slice(8)}`,
      'file:///etc/passwd',
    ),
  },
);
const answer = fc.record({
  ResponseURL: urls,
  StackId: stacks,
  RequestId: text,
  LogicalResourceId: text,
  PhysicalResourceId: text,
});
const count = fc.constantFrom(0, 1, 3, 12, 1e9);

/** A goal as the rule for a roll-back or the lifecycle function itself may write it on the work queue. */
export const works: fc.Arbitrary<unknown> = nearly(
  fc.record(
    {
      source: fc.constant(workSource),
      goal: fc.constantFrom('run', 'resume', 'pause', 'stop'),
      stackId: stacks,
      channels: fc.array(channelArns, { maxLength: 3 }),
      flows: fc.array(flowArns, { maxLength: 5 }),
      answer: fc.option(answer),
      startedAt: fc.option(timeNumber),
      given: fc.dictionary(text, count, { maxKeys: 3 }),
      refusals: count,
      because: fc.record({
        source: fc.constant('aws.cloudformation'),
        stackId: stacks,
        status: fc.constantFrom('UPDATE_ROLLBACK_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'CREATE_COMPLETE'),
        at: timeText,
      }),
    },
    { requiredKeys: ['source', 'goal', 'stackId', 'channels', 'flows'] },
  ),
);
