/**
 * Goal: a caller of a function that answers CloudFormation, or can put a message on its queue, cannot have it send to another
 * host, and what was asked in that way is not done either.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { configure } from '../../control/configure/configure.ts';
import { giveOut } from '../../control/ingest/give-out.ts';
import { lifecycle } from '../../control/lifecycle/lifecycle.ts';
import { answerCloudFormation } from '../../control/custom-resources/answer.ts';
import type { Fetch } from '../../control/custom-resources/answer.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../model/sqs-record.ts';
import { ManualClock } from '../control/support/manual-clock.ts';
import { RecordingLogger } from '../control/support/recording-logger.ts';
import { RecordingMeter } from '../control/support/recording-meter.ts';
import { ModelledWorkflow } from '../../model/modelled-workflow.ts';
import { answerUrl } from '../control/support/answer-url.ts';
import { channelArnOf, definition, owner, stackId } from '../control/support/deployment.ts';
import { lambdaContext } from '../control/support/lambda.ts';
import { world } from '../control/support/world.ts';

const requestOf = (ResourceType: string, changes: object) => ({
  RequestType: 'Create',
  ResponseURL: answerUrl,
  StackId: stackId,
  RequestId: 'request-1',
  LogicalResourceId: 'Resource',
  ResourceType,
  ...changes,
});

let sent: string[];
let done: string[];
let logger: RecordingLogger;
const fetch: Fetch = (url) => {
  sent.push(url);
  return Promise.resolve(new Response(''));
};
beforeEach(() => {
  sent = [];
  done = [];
  logger = new RecordingLogger();
});

const base = () => ({ clock: new ManualClock(), logger, meter: new RecordingMeter(), fetch });
const group = { Name: 'evil', Definition: JSON.stringify(definition) };
const run = { ChannelArn: channelArnOf(1), StartOnDeploy: 'true' };
const credentials = { ChannelId: 'news', Secrets: ['arn:a', 'arn:b'] };

/** Every function that answers CloudFormation: how it is asked, and what it would do. */
const functions = {
  configure: async (changes: object) => {
    const w = await world();
    const event = requestOf('Custom::FailoverGroup', { ResourceProperties: group, ...changes });
    try {
      await handlerOf(configure, { ...w, logger, fetch })(event, lambdaContext());
    } finally {
      if (await w.groups.load('evil')) done.push('group');
    }
  },
  lifecycle: async (changes: object) => {
    const queue = {
      send: () => {
        done.push('work');
        return Promise.resolve();
      },
    };
    const workflow = new ModelledWorkflow(new ManualClock());
    workflow.channels.set(channelArnOf(1), { state: 'IDLE', pausedAt: null, stackId });
    const event = requestOf('Custom::WorkflowRun', { ResourceProperties: run, ...changes });
    await handlerOf(lifecycle, { ...base(), ownRoleIds, ruleRoleId, queue, workflow })(
      event,
      lambdaContext(),
    );
  },
  ingest: async (changes: object) => {
    const endpoint = { id: 'i', url: 'https://ingest.example', username: 'u', password: 'p' };
    const keep = () => {
      done.push('secret');
      return Promise.resolve();
    };
    const event = requestOf('Custom::IngestCredentials', { ResourceProperties: credentials, ...changes });
    const endpointsOf = () => Promise.resolve([endpoint, endpoint]);
    await handlerOf(giveOut, { ...base(), endpointsOf, keep })(event, lambdaContext());
  },
};
const asked = Object.entries(functions);

describe.each(asked)('the %s function', (_name, ask) => {
  it('does what CloudFormation asks', async () => {
    await ask({});
    expect(done.length).toBeGreaterThan(0);
  });

  it.each([
    'http://127.0.0.1:4000/',
    'http://169.254.169.254/latest/meta-data/',
    'https://evil.example/?signature=1',
    'https://cloudformation-custom-resource-response-evil.s3.amazonaws.com/?signature=1',
    'file:///etc/passwd',
    'data:text/plain,x',
    7,
    undefined,
  ])('does nothing and sends nothing where CloudFormation does not wait: %j', async (ResponseURL) => {
    await expect(ask({ ResponseURL })).rejects.toThrow();
    expect([done, sent]).toEqual([[], []]);
    expect(JSON.stringify(logger.lines)).not.toContain('signature');
  });

  it.each([
    stackId.slice(0, stackId.lastIndexOf('/')),
    `${stackId}/`,
    `${stackId}/Resource`,
    stackId.replace(':stack/', ':changeSet/'),
    `${stackId}\n`,
    'arn:aws:cloudformation:eu-west-1',
    '',
  ])('takes no part or likeness of a stack for a stack: %j', async (StackId) => {
    await expect(ask({ StackId })).rejects.toThrow(/StackId|is not the ARN of a CloudFormation stack/);
    expect([done, sent]).toEqual([[], []]);
  });
});

describe('a group of another stack', () => {
  it.each([stackId.slice(0, -1) + '12', stackId.replace('control-plane', 'control'), `${stackId}-1`])(
    'is not taken over by one whose ARN is much like its: %s',
    async (StackId) => {
      const w = await world();
      const answers: string[] = [];
      const listen: Fetch = (_url, { body }) => {
        answers.push(body as string);
        return Promise.resolve(new Response(''));
      };
      const ask = (changes: object) =>
        handlerOf(configure, { ...w, fetch: listen })(
          requestOf('Custom::FailoverGroup', { ResourceProperties: group, ...changes }),
          lambdaContext(),
        );
      await ask({});
      await ask({ StackId });
      expect(answers.at(-1)).toMatch(/FAILED.*belongs to another deployment/);
      expect((await w.groups.load('evil'))?.owner).toBe(owner);
    },
  );
});

describe("a message on the lifecycle function's queue", () => {
  it.each([['https://evil.example/'], ['http://127.0.0.1/ssrf']])(
    'that has it answer elsewhere is given back, and nothing is done: %s',
    async (ResponseURL) => {
      const workflow = new ModelledWorkflow(new ManualClock());
      workflow.channels.set(channelArnOf(1), { state: 'RUNNING', pausedAt: null, stackId });
      const send = () => Promise.resolve(void done.push('work'));
      const ids = { StackId: stackId, RequestId: 'r', LogicalResourceId: 'Run', PhysicalResourceId: 'p' };
      const work = {
        source: 'medialive-failover/lifecycle',
        goal: 'stop',
        stackId,
        channels: [channelArnOf(1)],
        flows: [],
        answer: { ...ids, ResponseURL },
      };
      const event = { Records: [sqsRecord('message-1', work)] };
      const outcome = await handlerOf(lifecycle, {
        ...base(),
        ownRoleIds,
        ruleRoleId,
        queue: { send },
        workflow,
      })(event, lambdaContext());
      expect(outcome).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
      expect([workflow.orders, done, sent]).toEqual([[], [], []]);
    },
  );
});

describe('a host that sends elsewhere', () => {
  let server: Server;
  let paths: string[];

  beforeEach(async () => {
    paths = [];
    server = createServer((request, response) => {
      paths.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is not followed', async () => {
    const { port } = server.address() as AddressInfo;
    const ids = { StackId: stackId, RequestId: 'r', LogicalResourceId: 'R', PhysicalResourceId: 'p' };
    const answering = answerCloudFormation(globalThis.fetch, `http://127.0.0.1:${port}/here`, {
      ...ids,
      Status: 'SUCCESS',
    });
    await expect(answering).rejects.toThrow(/could not be answered/);
    expect(new Set(paths)).toEqual(new Set(['/here']));
  });
});
