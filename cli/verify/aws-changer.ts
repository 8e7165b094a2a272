import { MediaConnectClient, StartFlowCommand } from '@aws-sdk/client-mediaconnect';
import {
  BatchUpdateScheduleCommand,
  DescribeScheduleCommand,
  ListChannelsCommand,
  ListInputsCommand,
  MediaLiveClient,
  paginateListAlerts,
  StartChannelCommand,
  type ChannelAlert,
} from '@aws-sdk/client-medialive';
import { warnOfPlainHttp, type Warn } from '../plain-http.ts';
import type { Account } from './account.ts';
import { showFlow } from './show-flow.ts';

type Part =
  | 'firstPageOf'
  | 'firstPageOfSchedule'
  | 'alerts'
  | 'updateSchedule'
  | 'startChannel'
  | 'startFlow'
  | 'shownFlow';

/** The calls of the media services that only the questions make; what other commands read as well is in the media reader. */
export function awsChanger(place: { readonly region?: string }, warn: Warn): Pick<Account, Part> {
  // One answer to one call: the SDK's own second try would meet what the first one has made.
  const mediaLive = new MediaLiveClient({ ...place, maxAttempts: 1 });
  const mediaConnect = new MediaConnectClient({ ...place, maxAttempts: 1 });
  warnOfPlainHttp(mediaLive, warn);
  warnOfPlainHttp(mediaConnect, warn);
  return {
    firstPageOf: async (list) => {
      if (list === 'channels') {
        const { Channels = [], NextToken } = await mediaLive.send(new ListChannelsCommand({}));
        return { items: Channels.length, hasMore: NextToken !== undefined };
      }
      const { Inputs = [], NextToken } = await mediaLive.send(new ListInputsCommand({}));
      return { items: Inputs.length, hasMore: NextToken !== undefined };
    },
    firstPageOfSchedule: async (ChannelId) => {
      const { ScheduleActions = [], NextToken } = await mediaLive.send(
        new DescribeScheduleCommand({ ChannelId }),
      );
      return { items: ScheduleActions.length, hasMore: NextToken !== undefined };
    },
    alerts: async (ChannelId) => {
      const all: ChannelAlert[] = [];
      const pages = paginateListAlerts(
        { client: mediaLive, pageSize: 100 },
        { ChannelId, StateFilter: 'ALL' },
      );
      for await (const { Alerts = [] } of pages) all.push(...Alerts);
      return all;
    },
    updateSchedule: async (ChannelId, { creates = [], deletes = [] }) => {
      await mediaLive.send(
        new BatchUpdateScheduleCommand({
          ChannelId,
          ...(creates.length > 0 && { Creates: { ScheduleActions: [...creates] } }),
          ...(deletes.length > 0 && { Deletes: { ActionNames: [...deletes] } }),
        }),
      );
    },
    startChannel: async (ChannelId) => {
      await mediaLive.send(new StartChannelCommand({ ChannelId }));
    },
    shownFlow: (flowArn) => showFlow(mediaConnect, flowArn),
    startFlow: async (FlowArn) => {
      await mediaConnect.send(new StartFlowCommand({ FlowArn }));
    },
  };
}
