/** Custom resources whose function has returned before it answers, as one that waits for a channel to start does. */
import { rmSync } from 'node:fs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Serverless } from '../../../twin/serverless.ts';
import { clientsOf, eventually } from '../fixtures/deployed.ts';
import { functionResource, roleResource, writeAssembly } from '../fixtures/handmade-assembly.ts';

const assembly = writeAssembly(
  {
    Role: roleResource,
    Handler: functionResource('custom', { FunctionName: 'starter', Timeout: 10 }),
    Custom: {
      Type: 'Custom::Started',
      Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, behave: 'postpone' },
    },
  },
  { Greeting: { Value: { 'Fn::GetAtt': ['Custom', 'Greeting'] } } },
);
const twin = new Serverless({ region: 'eu-west-1' });

afterEach(async () => {
  await twin.stop();
  rmSync(assembly, { recursive: true });
});

describe('a custom resource', () => {
  it('is waited for after its function has returned, until a later invocation answers', async () => {
    await twin.start();
    let isDeployed = false;
    const deployment = twin.deploy(assembly).then((stacks) => {
      isDeployed = true;
      return stacks;
    });
    await eventually(() =>
      twin.functions.invocations.list().find(({ outcome }) => outcome.kind === 'returned'),
    );

    expect(isDeployed).toBe(false);
    const { lambda } = clientsOf(twin.gateway.endpoint);
    await lambda.send(new InvokeCommand({ FunctionName: 'starter', Payload: '{"finish":true}' }));

    expect((await deployment)[0]?.outputs).toEqual({ Greeting: 'hello' });
  });
});
