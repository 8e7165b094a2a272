import type { ChannelAlert, ChannelSummary, DescribeChannelCommandOutput } from '@aws-sdk/client-medialive';
import type { ActiveAlert, ChannelSnapshot, PipelineSnapshot } from '../../core/model/event.ts';
import { pipelineIds, type Millis, type PipelineId } from '../../core/model/group.ts';
import { canHaveHappened } from '../../control/events/instant.ts';
import type { ChannelOverview } from '../../control/ports/media-live-gateway.ts';

/** Free text of an alert is for people; more than this is noise, and messages on the queue have a limit. */
const messageCharactersMax = 500;

/** DescribeChannel in our words. `at` is when it was asked: what happened later it may not show. */
export function snapshotOf(output: DescribeChannelCommandOutput, at: Millis): ChannelSnapshot {
  const pipelines: Partial<Record<PipelineId, PipelineSnapshot>> = {};
  for (const detail of output.PipelineDetails ?? []) {
    const pipeline = pipelineIds.find((id) => id === detail.PipelineId);
    if (!pipeline) continue;
    pipelines[pipeline] = {
      attachment: detail.ActiveInputAttachmentName ?? null,
      actionName: detail.ActiveInputSwitchActionName ?? null,
    };
  }
  return { at, state: output.State ?? 'UNKNOWN', pipelines };
}

/**
 * An alert of ListAlerts in our words; null where a field that makes it evidence is missing. `askedAt`: it was SET then, so
 * a time that cannot be does not make it none.
 */
export function activeAlertOf(alert: ChannelAlert, askedAt: Millis): ActiveAlert | null {
  const pipeline = pipelineIds.find((id) => id === alert.PipelineId);
  if (!pipeline || !alert.Id || !alert.AlertType || !alert.SetTimestamp) return null;
  const setAt = alert.SetTimestamp.getTime();
  return {
    alarmId: alert.Id,
    alertType: alert.AlertType,
    pipeline,
    setAt: canHaveHappened(setAt, askedAt) ? setAt : askedAt,
    message: (alert.Message ?? '').slice(0, messageCharactersMax),
  };
}

/** A line of ListChannels in our words. */
export function overviewOf(summary: ChannelSummary): ChannelOverview {
  const id = summary.Id ?? '';
  return {
    arn: summary.Arn ?? '',
    id,
    name: summary.Name ?? id,
    state: summary.State ?? 'UNKNOWN',
    attachments: (summary.InputAttachments ?? []).flatMap(
      ({ InputAttachmentName }) => InputAttachmentName ?? [],
    ),
  };
}
