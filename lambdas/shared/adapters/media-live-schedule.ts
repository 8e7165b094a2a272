import type { ScheduleAction } from '@aws-sdk/client-medialive';
import type { SwitchOrder } from '../ports/media-live-gateway.ts';

/** A fixed prepare follows its switch by this much, so that it never competes with the switch's own preparation. */
const prepareAfterMs = 1000;

/** The schedule actions of a switch: the switch itself and, where asked for, the preparation of the next standby. */
export function scheduleActionsOf({ actionName, attachment, start, prepare }: SwitchOrder): ScheduleAction[] {
  const switchAction: ScheduleAction = {
    ActionName: actionName,
    ScheduleActionStartSettings: startSettings(start, 0),
    ScheduleActionSettings: { InputSwitchSettings: { InputAttachmentNameReference: attachment } },
  };
  if (prepare === null) return [switchAction];
  const prepareAction: ScheduleAction = {
    ActionName: prepareNameOf(actionName),
    ScheduleActionStartSettings: startSettings(start, prepareAfterMs),
    ScheduleActionSettings: { InputPrepareSettings: { InputAttachmentNameReference: prepare } },
  };
  return [switchAction, prepareAction];
}

/** The name of the preparation that rides along with a switch. */
export function prepareNameOf(actionName: string): string {
  return `${actionName}-prepare`;
}

function startSettings(
  start: SwitchOrder['start'],
  afterMs: number,
): ScheduleAction['ScheduleActionStartSettings'] {
  if (start.type === 'immediate') return { ImmediateModeScheduleActionStartSettings: {} };
  return { FixedModeScheduleActionStartSettings: { Time: new Date(start.at + afterMs).toISOString() } };
}
