import type { ScheduleAction, ScheduleActionStartSettings } from '@aws-sdk/client-medialive';

export const immediately: ScheduleActionStartSettings = { ImmediateModeScheduleActionStartSettings: {} };

export function fixedAt(at: number): ScheduleActionStartSettings {
  return { FixedModeScheduleActionStartSettings: { Time: new Date(at).toISOString() } };
}

export function following(
  ReferenceActionName: string,
  FollowPoint: 'START' | 'END' = 'END',
): ScheduleActionStartSettings {
  return { FollowModeScheduleActionStartSettings: { FollowPoint, ReferenceActionName } };
}

export function switchTo(
  InputAttachmentNameReference: string,
  ActionName: string,
  ScheduleActionStartSettings: ScheduleActionStartSettings = immediately,
): ScheduleAction {
  return {
    ActionName,
    ScheduleActionSettings: { InputSwitchSettings: { InputAttachmentNameReference } },
    ScheduleActionStartSettings,
  };
}

/** @param attachment - undefined stops preparing */
export function prepare(
  attachment: string | undefined,
  ActionName: string,
  ScheduleActionStartSettings: ScheduleActionStartSettings = immediately,
): ScheduleAction {
  return {
    ActionName,
    ScheduleActionSettings: { InputPrepareSettings: { InputAttachmentNameReference: attachment } },
    ScheduleActionStartSettings,
  };
}
