import type { ScheduleAction } from '@aws-sdk/client-medialive';
import type { SwitchOrder } from '../../control/ports/media-live-gateway.ts';

/** The schedule action of a switch. */
export function switchActionOf({ actionName, attachment, start }: SwitchOrder): ScheduleAction {
  return {
    ActionName: actionName,
    ScheduleActionStartSettings: startSettings(start),
    ScheduleActionSettings: { InputSwitchSettings: { InputAttachmentNameReference: attachment } },
  };
}

/** The schedule action that has an input prepared, at once: it takes the place of the one before (UG22/feature-prepare-input). */
export function prepareActionOf(actionName: string, attachment: string): ScheduleAction {
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
