import { describe, expect, it } from '@jest/globals';
import { concerns } from '../../../rehearsal/faults/concerns.ts';
import { lineUp } from '../../../rehearsal/existing-channels.ts';
import { misbehave, misbehaviours, type Misbehaviour } from '../../../rehearsal/faults/misbehaviour.ts';
import type { ServiceCall, ServiceReply } from '../../../twin/gateway/service.ts';

const call = (service: string, operation: string, { url = '/', body = '' } = {}): ServiceCall => ({
  service,
  operation,
  principal: { accessKeyId: 'key' },
  region: 'eu-west-1',
  method: 'POST',
  url,
  headers: {},
  body: Buffer.from(body),
  receivedAt: 0,
});

/** Whether the call was carried out, and how its answer came back. */
async function outcomeOf(how: Misbehaviour, service = 'medialive') {
  let carriedOut = false;
  const next = (): Promise<ServiceReply> => {
    carriedOut = true;
    return Promise.resolve({ status: 200, headers: {}, body: 'done' });
  };
  const answer = await misbehave(how, call(service, 'Any'), next).then(
    ({ status, delivery = 'whole' }) => `${status} ${delivery}`,
    (error: unknown) => error,
  );
  return { carriedOut, answer };
}

describe('a call that misbehaves', () => {
  it.each<[Misbehaviour, boolean, string]>([
    ['unanswered', false, '503 never'],
    ['answer-lost', true, '200 reset'],
    ['half-open', true, '200 half-open'],
    ['slow', true, '200 whole'],
    ['killed-before', false, '503 never'],
    ['killed-after', true, '200 never'],
  ])('%s: carried out %s, answer %s', async (how, carriedOut, answer) => {
    expect(await outcomeOf(how)).toEqual({ carriedOut, answer });
  });

  it.each([
    ['medialive', 429, 'TooManyRequestsException'],
    ['dynamodb', 400, 'ThrottlingException'],
    ['sqs', 403, 'RequestThrottled'],
    ['sns', 429, 'ThrottledException'],
    ['events', 400, 'ThrottlingException'],
  ])('throttled, by %s: status %i, %s, and no effect', async (service, status, code) => {
    const { carriedOut, answer } = await outcomeOf('throttled', service);
    expect(carriedOut).toBe(false);
    expect(answer).toMatchObject({ status, code });
  });

  it('fails with status 500, and has no effect', async () => {
    const { carriedOut, answer } = await outcomeOf('error');
    expect(carriedOut).toBe(false);
    expect(answer).toMatchObject({ status: 500 });
  });

  it('is described for the table, in every way that there is', () => {
    expect(Object.values(misbehaviours).every((words) => words.length > 10)).toBe(true);
  });
});

describe('whom a call is about', () => {
  const channels = lineUp([2]);
  const [first] = channels;
  if (first === undefined) throw new Error('There is no channel.');
  const whose = (made: ServiceCall): readonly string[] =>
    channels.filter((channel) => concerns(made, channel)).map(({ name }) => name);

  it.each<[string, ServiceCall]>([
    ['a MediaLive path', call('medialive', 'DescribeChannel', { url: `/prod/channels/${first.id}` })],
    [
      'a path with a query',
      call('medialive', 'ListAlerts', { url: `/prod/channels/${first.id}/alerts?x=1` }),
    ],
    ['the key of a state', call('dynamodb', 'PutItem', { body: `{"PK":{"S":"CHANNEL#${first.arn}"}}` })],
    ['the key of a group', call('dynamodb', 'GetItem', { body: `{"PK":{"S":"GROUP#${first.group}"}}` })],
    [
      'a timer',
      call('sqs', 'SendMessage', { body: `{"MessageBody":"{\\"channelArn\\":\\"${first.arn}\\"}"}` }),
    ],
    ['a notification', call('sns', 'Publish', { body: `Message=${encodeURIComponent(first.arn)}` })],
    ['an event', call('events', 'PutEvents', { body: `{"Resources":["${first.arn}"]}` })],
  ])('is told by %s', (_what, made) => {
    expect(whose(made)).toEqual([first.name]);
  });

  it('is nobody, where no channel is named', () => {
    expect(whose(call('medialive', 'ListChannels', { url: '/prod/channels' }))).toEqual([]);
    expect(whose(call('dynamodb', 'Query', { body: '{"PK":{"S":"CHANNELS"}}' }))).toEqual([]);
  });
});
