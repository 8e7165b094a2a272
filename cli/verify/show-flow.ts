import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  DescribeFlowCommand,
  NotFoundException,
  type MediaConnectClient,
} from '@aws-sdk/client-mediaconnect';
import type { ShownFlow } from './account.ts';

/** The installed client (3.654.0) does not know the field of a source (BM:mediaconnect.Source) and drops it. */
const peer = /"peerIpAddress"\s*:\s*"[^"]/;

/** Describes a flow, with what stands in the answer and is unknown to the client. Null where MediaConnect has none of that ARN. */
export async function showFlow(client: MediaConnectClient, FlowArn: string): Promise<ShownFlow | null> {
  const command = new DescribeFlowCommand({ FlowArn });
  let body = '';
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as { body: Readable | Uint8Array };
      const bytes = await buffer(response.body as Readable);
      body = bytes.toString();
      response.body = new Uint8Array(bytes);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'keepBody' },
  );
  try {
    const { Flow, Messages } = await client.send(command);
    if (Flow === undefined) return null;
    return { flow: Flow, errors: Messages?.Errors ?? [], namesPeer: peer.test(body) };
  } catch (error) {
    if (error instanceof NotFoundException) return null;
    throw error;
  }
}
