import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  DescribeFlowCommand,
  NotFoundException,
  paginateListFlows,
  type DescribeFlowCommandOutput,
  type MediaConnectClient,
} from '@aws-sdk/client-mediaconnect';
import type { FlowSnapshot } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import { errorsMax } from '../../control/events/own-message.ts';
import type { Clock } from '../../control/ports/clock.ts';
import type { MediaConnectGateway } from '../../control/ports/media-connect-gateway.ts';

/** The most that ListFlows gives in one page (BM:mediaconnect.ListFlowsRequest). */
const flowsPerPage = 1000;

/** Free text for people; more than this is noise, and messages on the queue have a limit. */
const errorCharactersMax = 500;

/** MediaConnect through its API. */
export function awsMediaConnectGateway(client: MediaConnectClient, clock: Clock): MediaConnectGateway {
  return {
    listFlows: async () => {
      const flows = new Map<string, string>();
      for await (const { Flows = [] } of paginateListFlows({ client, pageSize: flowsPerPage }, {})) {
        for (const { FlowArn, Status } of Flows) if (FlowArn && Status) flows.set(FlowArn, Status);
      }
      return flows;
    },
    describeFlow: async (FlowArn) => {
      const at = clock.now();
      try {
        const { output, body } = await describe(client, FlowArn);
        return snapshotOf(output, body, at);
      } catch (error) {
        if (error instanceof NotFoundException) return { at, status: null };
        throw error;
      }
    },
  };
}

/**
 * DescribeFlow in our words. `at` is when it was asked: what happened later it may not show. It does not say whether a source
 * is connected; a peer's address says that a device is sending.
 */
function snapshotOf({ Flow, Messages }: DescribeFlowCommandOutput, body: string, at: Millis): FlowSnapshot {
  if (Flow?.Status === undefined) throw new Error('DescribeFlow gave no status of the flow.');
  return {
    at,
    status: Flow.Status,
    sending: peers.test(body),
    errors: (Messages?.Errors ?? []).slice(0, errorsMax).map((error) => error.slice(0, errorCharactersMax)),
  };
}

/**
 * A source names the device that sends to it. The newest client that could be installed (3.654.0) does not know the field
 * (BM:mediaconnect.Source has it) and drops it, so it is looked for in the answer itself; only sources have it.
 */
const peers = /"peerIpAddress"\s*:\s*"[^"]/;

/** Sends a command, and gives the text of the answer as well. */
async function describe(client: MediaConnectClient, FlowArn: string) {
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
  const output = await client.send(command);
  return { output, body };
}
