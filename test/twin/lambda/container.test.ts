import { describe, expect, it } from '@jest/globals';
import { Container } from '../../../twin/lambda/container.ts';

describe('Container', () => {
  it('fails its invocation when its process cannot even be started', async () => {
    const ended: string[] = [];
    const container = new Container({
      definition: {
        name: 'lost',
        arn: 'arn:aws:lambda:eu-west-1:000000000000:function:lost',
        logicalId: 'Lost',
        codeFolder: '/nowhere/at/all',
        handler: 'index.handler',
        runtime: 'nodejs22.x',
        roleArn: 'arn:aws:iam::000000000000:role/lost',
        timeoutMs: 1000,
        memoryMb: 128,
        environment: {},
        reservedConcurrency: undefined,
        tags: {},
        description: '',
      },
      environment: {},
      onLine: () => undefined,
      onExit: () => {
        ended.push('ended');
      },
    });
    const outcome = await container.invoke({ requestId: 'r1', payload: '{}' });
    expect(outcome).toMatchObject({
      kind: 'failed',
      requestId: 'r1',
      error: { errorType: 'Runtime.Unknown', errorMessage: expect.stringContaining('ENOENT') },
    });
    await container.exited;
    expect(container.alive).toBe(false);
    expect(ended).toEqual(['ended']);
  });
});
