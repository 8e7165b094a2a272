import {
  DescribeFlowCommand,
  MediaConnectClient,
  NotFoundException as NoSuchFlow,
} from '@aws-sdk/client-mediaconnect';
import {
  DescribeChannelCommand,
  DescribeInputCommand,
  MediaLiveClient,
  NotFoundException,
  paginateDescribeSchedule,
  paginateListChannels,
  type ChannelSummary,
  type ScheduleAction,
} from '@aws-sdk/client-medialive';
import { explained } from './aws-error.ts';
import type { MediaReader } from './media-reader.ts';
import { warnOfPlainHttp, type Warn } from './plain-http.ts';

const denied =
  'The check needs medialive:DescribeChannel, DescribeInput, DescribeSchedule and mediaconnect:DescribeFlow, and medialive:ListChannels where the channel is named by its name.';
const hints = { AccessDeniedException: denied, ForbiddenException: denied };

/** The media services through their APIs, or those of the twin where AWS_ENDPOINT_URL says so. */
export function awsMediaReader(
  { region }: { readonly region?: string | undefined },
  warn: Warn,
): MediaReader {
  const place = region === undefined ? {} : { region };
  const mediaLive = new MediaLiveClient(place);
  const mediaConnect = new MediaConnectClient(place);
  warnOfPlainHttp(mediaLive, warn);
  warnOfPlainHttp(mediaConnect, warn);
  return {
    channels: async () =>
      (await asked(async () => {
        const all: ChannelSummary[] = [];
        for await (const { Channels = [] } of paginateListChannels(
          { client: mediaLive, pageSize: 100 },
          {},
        )) {
          all.push(...Channels);
        }
        return all;
      })) ?? [],
    channel: (ChannelId) => asked(() => mediaLive.send(new DescribeChannelCommand({ ChannelId }))),
    input: (InputId) => asked(() => mediaLive.send(new DescribeInputCommand({ InputId }))),
    flow: async (FlowArn) => {
      const described = await asked(() => mediaConnect.send(new DescribeFlowCommand({ FlowArn })));
      return described?.Flow ?? null;
    },
    schedule: async (ChannelId) =>
      (await asked(async () => {
        const all: ScheduleAction[] = [];
        for await (const { ScheduleActions = [] } of paginateDescribeSchedule(
          { client: mediaLive, pageSize: 100 },
          { ChannelId },
        )) {
          all.push(...ScheduleActions);
        }
        return all;
      })) ?? [],
  };
}

/** The answer; null where the service does not have what was asked for. */
function asked<T>(question: () => Promise<T>): Promise<T | null> {
  return question().catch((error: unknown) => {
    if (error instanceof NotFoundException || error instanceof NoSuchFlow) return null;
    throw explained(error, hints);
  });
}
