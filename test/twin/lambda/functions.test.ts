/** The Lambda API over real containers, with the SDK's client. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  GetFunctionCommand,
  InvokeCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-lambda';
import { deploy, eventually, type Deployed } from '../fixtures/deployed.ts';
import { functionResource, roleResource, writeAssembly } from '../fixtures/handmade-assembly.ts';

describe('functions', () => {
  let deployed: Deployed;
  let probe: string;

  beforeAll(async () => {
    const assembly = writeAssembly(
      {
        Role: roleResource,
        Probe: functionResource('probe', {
          Timeout: 2,
          MemorySize: 256,
          ReservedConcurrentExecutions: 2,
          Environment: { Variables: { COLOUR: 'red' } },
          Description: 'does as told',
          Tags: [{ Key: 'part', Value: 'probe' }],
        }),
        Broken: functionResource('missing'),
      },
      { ProbeName: { Value: { Ref: 'Probe' } }, BrokenName: { Value: { Ref: 'Broken' } } },
    );
    deployed = await deploy(assembly, { asyncRetryMs: [1, 1] });
    probe = deployed.output('ProbeName');
  });

  afterAll(() => deployed.stop());

  it('answer with what the handler returns, warm from the second call on', async () => {
    const { invoke, twin } = deployed;
    const first = await invoke(probe, { action: 'count' });
    const second = await invoke(probe, { action: 'count' });
    expect([first.answer, second.answer]).toEqual([1, 2]);
    expect(twin.functions.invocations.list().map(({ cold }) => cold)).toEqual([true, false]);
  });

  it('find the environment and the context of Lambda, and no other', async () => {
    const { answer } = await deployed.invoke(probe, { action: 'context' });
    const arn = `arn:aws:lambda:eu-west-1:000000000000:function:${probe}`;
    expect(answer).toMatchObject({
      functionName: probe,
      functionVersion: '$LATEST',
      invokedFunctionArn: arn,
      memoryLimitInMB: '256',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logGroupName: `/aws/lambda/${probe}`,
      environment: {
        COLOUR: 'red',
        AWS_ENDPOINT_URL: deployed.twin.gateway.endpoint,
        AWS_REGION: 'eu-west-1',
        AWS_LAMBDA_FUNCTION_NAME: probe,
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
        _HANDLER: 'probe.handler',
      },
    });
    const { remainingMs, environment, cwd } = answer as Record<string, unknown>;
    expect(remainingMs).toBeGreaterThan(0);
    expect(remainingMs).toBeLessThanOrEqual(2000);
    expect(environment).not.toHaveProperty('JEST_WORKER_ID');
    expect(environment).toHaveProperty('LAMBDA_TASK_ROOT', cwd);
  });

  it('fail with the error document of the runtime when the handler throws', async () => {
    const { answer, functionError } = await deployed.invoke(probe, { action: 'throw', message: 'no' });
    expect(functionError).toBe('Unhandled');
    expect(answer).toMatchObject({ errorType: 'TypeError', errorMessage: 'no', trace: expect.any(Array) });
  });

  it('fail when they take longer than their timeout, and start afresh', async () => {
    const { answer } = await deployed.invoke(probe, { action: 'wait', ms: 60_000 });
    expect(answer).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: .* Error: Task timed out after 2\.00 seconds$/),
    });
    expect((await deployed.invoke(probe, { action: 'count' })).answer).toBe(1);
  });

  it('fail when their process ends, by itself or by force', async () => {
    const { invoke, twin } = deployed;
    const exited = await invoke(probe, { action: 'exit', code: 3 });
    expect(exited.answer).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('Runtime exited with error: exit status 3'),
    });
    await invoke(probe, { action: 'count' });
    const waiting = invoke(probe, { action: 'wait', ms: 1_500 });
    await eventually(() => (twin.functions.busy(probe) > 0 ? true : undefined));
    twin.functions.kill(probe);
    expect((await waiting).answer).toMatchObject({
      errorMessage: expect.stringContaining('signal: killed'),
    });
    expect(twin.functions.pids(probe)).toEqual([]);
  });

  it('fail to start without their module', async () => {
    const { answer } = await deployed.invoke(deployed.output('BrokenName'), {});
    expect(answer).toMatchObject({
      errorType: 'Runtime.ImportModuleError',
      errorMessage: "Cannot find module 'missing' in the asset",
    });
  });

  it('are throttled beyond their reserved concurrency', async () => {
    const { clients, invoke, twin } = deployed;
    const busy = [0, 1].map(() => invoke(probe, { action: 'wait', ms: 1_000 }));
    await eventually(() => (twin.functions.busy(probe) === 2 ? true : undefined));
    await expect(clients.lambda.send(new InvokeCommand({ FunctionName: probe }))).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    await Promise.all(busy);
  });

  it('return the end of their log when asked to', async () => {
    const command = {
      FunctionName: probe,
      LogType: 'Tail',
      Payload: '{"action":"log","text":"hello log"}',
    } as const;
    const { LogResult = '' } = await deployed.clients.lambda.send(new InvokeCommand(command));
    expect(Buffer.from(LogResult, 'base64').toString()).toMatch(
      /^START RequestId: .*\nhello log\nEND RequestId: .*\nREPORT RequestId: /,
    );
  });

  it('run in the background when asked to, and again when they fail', async () => {
    const { clients, twin } = deployed;
    const invoke = { FunctionName: probe, InvocationType: 'Event' } as const;
    const { StatusCode } = await clients.lambda.send(
      new InvokeCommand({ ...invoke, Payload: '{"action":"throw","message":"async"}' }),
    );
    expect(StatusCode).toBe(202);
    await eventually(() => {
      const tries = twin.functions.invocations.list().filter(({ payload }) => payload.includes('async'));
      return tries.length === 3 ? true : undefined;
    });
    const dry = await clients.lambda.send(new InvokeCommand({ ...invoke, InvocationType: 'DryRun' }));
    expect(dry.StatusCode).toBe(204);
  });

  it('are listed and described, and unknown ones are not found', async () => {
    const { clients } = deployed;
    const { Functions = [] } = await clients.lambda.send(new ListFunctionsCommand({}));
    expect(Functions.map(({ FunctionName }) => FunctionName)).toContain(probe);
    const { Configuration, Concurrency } = await clients.lambda.send(
      new GetFunctionCommand({ FunctionName: probe }),
    );
    expect(Configuration).toMatchObject({ Timeout: 2, MemorySize: 256, Description: 'does as told' });
    expect(Concurrency).toEqual({ ReservedConcurrentExecutions: 2 });
    const { Tags } = await clients.lambda.send(
      new ListTagsCommand({ Resource: Configuration?.FunctionArn ?? '' }),
    );
    expect(Tags).toEqual({ part: 'probe' });
    const { EventSourceMappings } = await clients.lambda.send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings).toEqual([]);
    await expect(clients.lambda.send(new InvokeCommand({ FunctionName: 'nothing' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:eu-west-1:000000000000:function:nothing',
    });
  });

  it('reject a payload that is not JSON', async () => {
    await expect(
      deployed.clients.lambda.send(new InvokeCommand({ FunctionName: probe, Payload: 'not JSON' })),
    ).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
  });
});
