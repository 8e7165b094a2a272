/** A connection that breaks in the middle of an answer: no packet says so, and only a bound of the caller ends the wait. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { boundedCalls } from '../../aws/adapters/aws-call-limits.ts';

describe('a call whose answer stays half-open', () => {
  let server: Server;
  let calls = 0;

  beforeEach(async () => {
    calls = 0;
    server = createServer((request, response) => {
      calls += 1;
      request.resume().once('end', () => {
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': 3 });
        response.write('{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is given up and tried again, as one that is not answered at all', async () => {
    const client = new DynamoDBClient({
      ...boundedCalls({ attempts: 2, answerWithinMs: 60 }),
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });

    const call = client.send(new GetItemCommand({ TableName: 'table', Key: { PK: { S: 'any' } } }));

    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(calls).toBe(2);
    client.destroy();
  });
});
