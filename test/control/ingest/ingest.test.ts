import { beforeEach, describe, expect, it } from '@jest/globals';
import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { giveOut } from '../../../control/ingest/give-out.ts';
import type { IngestEndpoint } from '../../../control/ingest/give-out.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { RecordingLogger } from '../support/recording-logger.ts';
import { RecordingMeter } from '../support/recording-meter.ts';
import { answerUrl } from '../support/answer-url.ts';
import { stackId } from '../support/deployment.ts';
import { lambdaContext } from '../support/lambda.ts';

/** Goal: encoders' credentials are in their secrets and nowhere else; their addresses are in the template's reach. */
const endpoint = (index: number): IngestEndpoint => ({
  id: `id-${index}`,
  url: `https://ingest-${index}.example/in/v2/x/channel`,
  username: `user-${index}`,
  password: `secret-word-${index}`,
});

let endpoints: IngestEndpoint[];
let kept: [string, unknown][];
let refusal: Error | undefined;
let keepRefusal: Error | undefined;
let answers: Record<string, unknown>[];
let logger: RecordingLogger;

beforeEach(() => {
  endpoints = [endpoint(0), endpoint(1)];
  kept = [];
  refusal = undefined;
  keepRefusal = undefined;
  answers = [];
  logger = new RecordingLogger();
});

async function ask(
  RequestType: 'Create' | 'Update' | 'Delete',
  properties: object = { ChannelId: 'news', Secrets: ['arn:a', 'arn:b'] },
): Promise<Record<string, unknown> | undefined> {
  const handler = handlerOf(giveOut, {
    clock: new ManualClock(),
    logger,
    meter: new RecordingMeter(),
    fetch: (_url, { body }) => {
      answers.push(JSON.parse(body as string) as Record<string, unknown>);
      return Promise.resolve(new Response(''));
    },
    endpointsOf: () => (refusal ? Promise.reject(refusal) : Promise.resolve(endpoints)),
    keep: (arn, value) => {
      if (keepRefusal) return Promise.reject(keepRefusal);
      kept.push([arn, JSON.parse(value)]);
      return Promise.resolve();
    },
  });
  const request = {
    RequestType,
    ResponseURL: answerUrl,
    StackId: stackId,
    RequestId: 'request-1',
    LogicalResourceId: 'Ingest',
    ResourceType: 'Custom::IngestCredentials',
    ...(RequestType !== 'Create' && { PhysicalResourceId: 'Ingest' }),
    ResourceProperties: { ServiceToken: 'arn', ...properties },
  };
  await handler(request, lambdaContext());
  return answers.at(-1);
}

describe('the credentials of a ground-to-cloud channel', () => {
  it.each(['Create', 'Update'] as const)('are put into a secret for each encoder (%s)', async (request) => {
    await ask(request);
    const credentials = endpoints.map(({ url, username, password }) => ({ url, username, password }));
    expect(kept).toEqual([
      ['arn:a', credentials[0]],
      ['arn:b', credentials[1]],
    ]);
  });

  it('leave the addresses and ids to the template, and appear in no answer and no log', async () => {
    expect(await ask('Create')).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'Ingest',
      Data: { Id0: 'id-0', Url0: endpoints[0]?.url, Id1: 'id-1', Url1: endpoints[1]?.url },
    });
    expect(JSON.stringify([answers, logger.lines])).not.toMatch(/secret-word|user-/);
  });

  it('are left alone when the stack is deleted', async () => {
    refusal = new Error('gone');
    expect(await ask('Delete')).toMatchObject({ Status: 'SUCCESS' });
    expect(kept).toEqual([]);
  });

  it('are refused with the reason when MediaPackage does not answer', async () => {
    refusal = new Error('AccessDenied');
    expect(await ask('Create')).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/AccessDenied.*deploying again/) as unknown,
    });
  });

  it('are not repeated when Secrets Manager quotes what it refuses', async () => {
    keepRefusal = Object.assign(
      new Error('1 validation error: value {"username":"user-0","password":"secret-word-0"} at secretString'),
      {
        name: 'InvalidRequestException',
        cause: new Error('secret-word-0'),
        $fault: 'client',
        $metadata: { httpStatusCode: 400, requestId: 'request-at-aws' },
      },
    );
    const answer = await ask('Create');
    expect(answer).toMatchObject({ Status: 'FAILED' });
    expect(answer?.['Reason']).toMatch(
      /secret arn:a cannot be written: InvalidRequestException, status 400, request id request-at-aws/,
    );
    expect(JSON.stringify([answers, logger.lines])).not.toMatch(/secret-word|user-0/);
    expect(JSON.stringify(logger.lines)).toContain('InvalidRequestException');
  });

  it('are not repeated when MediaPackage answers what cannot be read', async () => {
    refusal = new SyntaxError('Unexpected token } in JSON, "password":"secret-word-0"}');
    expect(await ask('Create')).toMatchObject({ Status: 'FAILED' });
    expect(JSON.stringify([answers, logger.lines])).not.toMatch(/secret-word/);
    expect(JSON.stringify(logger.lines)).toContain('SyntaxError');
  });

  it('are refused when there are not two ingest endpoints', async () => {
    endpoints.pop();
    expect(await ask('Create')).toMatchObject({
      Status: 'FAILED',
      Reason: 'MediaPackage channel news has 1 ingest endpoints, not 2. Make the channel anew.',
    });
    expect(kept).toEqual([]);
  });

  it('are refused when the template names one secret only', async () => {
    expect(await ask('Create', { ChannelId: 'news', Secrets: ['arn:a'] })).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/one for each/) as unknown,
    });
  });
});
