import {
  DescribeFlowCommand,
  MediaConnectServiceException,
  StartFlowCommand,
  StopFlowCommand,
  type MediaConnectClient,
} from '@aws-sdk/client-mediaconnect';
import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeChannelCommand,
  MediaLiveServiceException,
  paginateListChannels,
  StartChannelCommand,
  StopChannelCommand,
  type ChannelSummary,
  type MediaLiveClient,
} from '@aws-sdk/client-medialive';
import { parseChannelArn } from '../../config/arn.ts';
import type { Millis } from '../../core/model/group.ts';
import { canHaveHappened, instantOf } from '../../control/events/instant.ts';
import type { Clock } from '../../control/ports/clock.ts';
import { Refused, type WorkflowGateway } from '../../control/lifecycle/ports.ts';
import { gone, type ObservedChannel, type WorkflowOrder } from '../../control/lifecycle/workflow.ts';

/** On a channel: the stack that made it; put there by the template. */
const stackTag = 'medialive-failover:stack';
/** On a channel: when a deployment stopped it in order to change it. */
const pausedTag = 'medialive-failover:paused-at';

interface Clients {
  readonly mediaLive: MediaLiveClient;
  readonly mediaConnect: MediaConnectClient;
  readonly clock: Clock;
}

/** Workflows through the APIs of MediaLive and MediaConnect. */
export function awsWorkflowGateway({ mediaLive, mediaConnect, clock }: Clients): WorkflowGateway {
  return {
    channelsOf: (stackId) =>
      sorted(async () => {
        const channels: ObservedChannel[] = [];
        for await (const page of paginateListChannels({ client: mediaLive, pageSize: 100 }, {})) {
          const own = (page.Channels ?? []).filter(({ Tags }) => Tags?.[stackTag] === stackId);
          channels.push(...own.map((summary) => observed(summary.Arn ?? '', summary, clock.now())));
        }
        return channels;
      }),
    channel: (arn) =>
      sorted(
        async () =>
          observed(
            arn,
            await mediaLive.send(new DescribeChannelCommand({ ChannelId: channelIdOf(arn) })),
            clock.now(),
          ),
        { arn, state: gone, pausedAt: null },
      ),
    flow: (arn) =>
      sorted(
        async () => {
          const { Flow, Messages } = await mediaConnect.send(new DescribeFlowCommand({ FlowArn: arn }));
          return { arn, state: Flow?.Status ?? 'UNKNOWN', errors: Messages?.Errors ?? [] };
        },
        { arn, state: gone, errors: [] },
      ),
    carryOut: (order) =>
      sorted(async () => {
        await send({ mediaLive, mediaConnect, clock }, order);
      }),
  };
}

async function send({ mediaLive, mediaConnect, clock }: Clients, { act, arn }: WorkflowOrder): Promise<void> {
  switch (act) {
    case 'start-flow':
      await mediaConnect.send(new StartFlowCommand({ FlowArn: arn }));
      return;
    case 'stop-flow':
      await mediaConnect.send(new StopFlowCommand({ FlowArn: arn }));
      return;
    case 'start-channel':
      await mediaLive.send(new StartChannelCommand({ ChannelId: channelIdOf(arn) }));
      return;
    case 'stop-channel':
      await mediaLive.send(new StopChannelCommand({ ChannelId: channelIdOf(arn) }));
      return;
    case 'mark-paused': {
      const Tags = { [pausedTag]: new Date(clock.now()).toISOString() };
      await mediaLive.send(new CreateTagsCommand({ ResourceArn: arn, Tags }));
      return;
    }
    case 'clear-mark':
      await mediaLive.send(new DeleteTagsCommand({ ResourceArn: arn, TagKeys: [pausedTag] }));
  }
}

/** A channel as a description or a list shows it. A tag can be set by others: one of the future would never grow old. */
function observed(
  arn: string,
  { State, Tags }: Pick<ChannelSummary, 'State' | 'Tags'>,
  now: Millis,
): ObservedChannel {
  const pausedAt = instantOf(Tags?.[pausedTag] ?? '');
  return { arn, state: State ?? 'UNKNOWN', pausedAt: canHaveHappened(pausedAt, now) ? pausedAt : null };
}

/**
 * Tells what a service would refuse again from what may pass later: 409 says that the resource is changing at this moment,
 * 429 and 5xx are the service's own trouble.
 * @param whenGone the answer to 404.
 */
async function sorted<T>(call: () => Promise<T>, whenGone?: T): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const known = error instanceof MediaLiveServiceException || error instanceof MediaConnectServiceException;
    const status = known ? (error.$metadata.httpStatusCode ?? 0) : 0;
    if (status === 404 && whenGone !== undefined) return whenGone;
    if (!known || status < 400 || status >= 500 || status === 409 || status === 429) throw error;
    throw new Refused(`${error.name}: ${error.message}`);
  }
}

function channelIdOf(channelArn: string): string {
  const arn = parseChannelArn(channelArn);
  if (arn) return arn.id;
  throw new Error(`Not the ARN of a MediaLive channel: ${channelArn}.`);
}
