import {
  BatchUpdateScheduleCommand,
  DescribeChannelCommand,
  ListAlertsCommand,
  NotFoundException,
  paginateDescribeSchedule,
  paginateListChannels,
  type MediaLiveClient,
} from '@aws-sdk/client-medialive';
import { parseChannelArn } from '../../../config/arn.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChannelOverview, MediaLiveGateway } from '../ports/media-live-gateway.ts';
import { scheduleAnswer } from './media-live-answer.ts';
import { prepareActionOf, switchActionOf } from './media-live-schedule.ts';
import { activeAlertOf, overviewOf, snapshotOf } from './media-live-views.ts';

/** More active alerts than this say nothing more about an input. */
const alertsMax = 100;

/** MediaLive through its API. */
export function awsMediaLiveGateway(client: MediaLiveClient, clock: Clock): MediaLiveGateway {
  return {
    describeChannel: async (channelArn, signal) => {
      const at = clock.now();
      try {
        const command = new DescribeChannelCommand({ ChannelId: channelIdOf(channelArn) });
        return snapshotOf(await client.send(command, { ...(signal && { abortSignal: signal }) }), at);
      } catch (error) {
        if (error instanceof NotFoundException) return { at, state: 'DELETED', pipelines: {} };
        throw error;
      }
    },
    activeAlerts: async (channelArn, signal) => {
      const command = new ListAlertsCommand({
        ChannelId: channelIdOf(channelArn),
        StateFilter: 'SET',
        MaxResults: alertsMax,
      });
      const { Alerts = [] } = await client.send(command, { ...(signal && { abortSignal: signal }) });
      return Alerts.flatMap((alert) => activeAlertOf(alert) ?? []);
    },
    listChannels: async () => {
      const channels: ChannelOverview[] = [];
      for await (const { Channels = [] } of paginateListChannels({ client, pageSize: 100 }, {})) {
        channels.push(...Channels.map(overviewOf));
      }
      return channels;
    },
    scheduleSwitch: (order) =>
      scheduleAnswer(
        client.send(
          new BatchUpdateScheduleCommand({
            ChannelId: channelIdOf(order.channelArn),
            Creates: { ScheduleActions: [switchActionOf(order)] },
          }),
        ),
      ),
    cancelSwitch: async (channelArn, actionName) => {
      const ChannelId = channelIdOf(channelArn);
      const action = await actionNamed(client, ChannelId, actionName);
      if (!action) return { type: 'accepted' };
      return scheduleAnswer(
        client.send(new BatchUpdateScheduleCommand({ ChannelId, Deletes: { ActionNames: [actionName] } })),
      );
    },
    prepareInput: (channelArn, actionName, attachment) =>
      scheduleAnswer(
        client.send(
          new BatchUpdateScheduleCommand({
            ChannelId: channelIdOf(channelArn),
            Creates: { ScheduleActions: [prepareActionOf(actionName, attachment)] },
          }),
        ),
      ),
    findSwitch: async (channelArn, actionName) => {
      const action = await actionNamed(client, channelIdOf(channelArn), actionName);
      const attachment = action?.ScheduleActionSettings?.InputSwitchSettings?.InputAttachmentNameReference;
      if (attachment === undefined) return null;
      const time = action?.ScheduleActionStartSettings?.FixedModeScheduleActionStartSettings?.Time;
      return { attachment, startAt: time === undefined ? null : Date.parse(time) };
    },
  };
}

/** The action of this name; undefined: there is none. */
async function actionNamed(client: MediaLiveClient, ChannelId: string, name: string) {
  for await (const action of scheduleOf(client, ChannelId)) {
    if (action.ActionName === name) return action;
  }
  return undefined;
}

/** The actions of a channel's schedule; it holds no more than 1500 (UG/eml-limitations-and-rules). */
async function* scheduleOf(client: MediaLiveClient, ChannelId: string) {
  for await (const { ScheduleActions = [] } of paginateDescribeSchedule(
    { client, pageSize: 100 },
    { ChannelId },
  )) {
    yield* ScheduleActions;
  }
}

function channelIdOf(channelArn: string): string {
  const arn = parseChannelArn(channelArn);
  if (arn) return arn.id;
  throw new Error(`Not the ARN of a MediaLive channel: ${channelArn}.`);
}
