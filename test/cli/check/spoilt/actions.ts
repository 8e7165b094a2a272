import type { ScheduleAction } from '@aws-sdk/client-medialive';

/** Actions in a channel's schedule. */

export const action = (ActionName: string, settings: object, start: object): ScheduleAction => ({
  ActionName,
  ScheduleActionSettings: settings,
  ScheduleActionStartSettings: start,
});
export const toA = { InputSwitchSettings: { InputAttachmentNameReference: 'site-a' } };
export const tonight = { FixedModeScheduleActionStartSettings: { Time: '2026-11-21T20:00:00.000Z' } };
export const manyActions = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    action(`failover-${index}-A`, toA, { ImmediateModeScheduleActionStartSettings: {} }),
  );
export const pause = (ActionName: string, ...pipelines: ('PIPELINE_0' | 'PIPELINE_1')[]) =>
  action(
    ActionName,
    { PauseStateSettings: { Pipelines: pipelines.map((PipelineId) => ({ PipelineId })) } },
    { ImmediateModeScheduleActionStartSettings: {} },
  );
