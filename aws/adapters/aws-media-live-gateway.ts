import {
  BatchUpdateScheduleCommand,
  DescribeChannelCommand,
  NotFoundException,
  paginateDescribeSchedule,
  paginateListAlerts,
  paginateListChannels,
  type MediaLiveClient,
  type ScheduleAction,
} from '@aws-sdk/client-medialive';
import type { ActiveAlert } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import { parseChannelArn } from '../../config/arn.ts';
import { canBeDue, instantOf } from '../../control/events/instant.ts';
import type { Clock } from '../../control/ports/clock.ts';
import type {
  ChannelOverview,
  MediaLiveGateway,
  SwitchOrder,
} from '../../control/ports/media-live-gateway.ts';
import { scheduleAnswer } from './media-live-answer.ts';
import { activeAlertOf, overviewOf, snapshotOf } from './media-live-views.ts';

const alertsPerPage = 100;

/**
 * An alert that is left out of the list counts as over, so the list is read to its end; a page may be shorter than asked for.
 * A channel with more than this has no end that a failover could wait for, and the question counts as not answered.
 */
const alertPagesMax = 10;

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
    activeAlerts: (channelArn, signal) => alertsSet(client, channelIdOf(channelArn), clock.now(), signal),
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
    findAction: async (channelArn, actionName) => {
      const action = await actionNamed(client, channelIdOf(channelArn), actionName);
      const { InputSwitchSettings, InputPrepareSettings } = action?.ScheduleActionSettings ?? {};
      const attachment = (InputSwitchSettings ?? InputPrepareSettings)?.InputAttachmentNameReference;
      if (attachment === undefined) return null;
      const time = action?.ScheduleActionStartSettings?.FixedModeScheduleActionStartSettings?.Time;
      const startAt = time === undefined ? NaN : instantOf(time);
      return { attachment, startAt: canBeDue(startAt, clock.now()) ? startAt : null };
    },
  };
}

async function alertsSet(
  client: MediaLiveClient,
  ChannelId: string,
  askedAt: Millis,
  signal?: AbortSignal,
): Promise<readonly ActiveAlert[]> {
  const alerts: ActiveAlert[] = [];
  let pages = 0;
  for await (const { Alerts = [], NextToken } of paginateListAlerts(
    { client, pageSize: alertsPerPage },
    { ChannelId, StateFilter: 'SET' },
    { ...(signal && { abortSignal: signal }) },
  )) {
    alerts.push(...Alerts.flatMap((alert) => activeAlertOf(alert, askedAt) ?? []));
    pages += 1;
    if (pages === alertPagesMax && NextToken) {
      throw new Error(`ListAlerts does not end after ${pages} pages.`);
    }
  }
  return alerts;
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

/** The schedule action of a switch. */
function switchActionOf({ actionName, attachment, start }: SwitchOrder): ScheduleAction {
  return {
    ActionName: actionName,
    ScheduleActionStartSettings: startSettings(start),
    ScheduleActionSettings: { InputSwitchSettings: { InputAttachmentNameReference: attachment } },
  };
}

/** The schedule action that has an input prepared, at once: it takes the place of the one before (UG22/feature-prepare-input). */
function prepareActionOf(actionName: string, attachment: string): ScheduleAction {
  return {
    ActionName: actionName,
    ScheduleActionStartSettings: { ImmediateModeScheduleActionStartSettings: {} },
    ScheduleActionSettings: { InputPrepareSettings: { InputAttachmentNameReference: attachment } },
  };
}

function startSettings(start: SwitchOrder['start']): ScheduleAction['ScheduleActionStartSettings'] {
  if (start.type === 'immediate') return { ImmediateModeScheduleActionStartSettings: {} };
  return { FixedModeScheduleActionStartSettings: { Time: new Date(start.at).toISOString() } };
}
