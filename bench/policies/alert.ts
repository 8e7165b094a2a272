import * as v from 'valibot';

const alertEvent = v.object({
  'detail-type': v.literal('MediaLive Channel Alert'),
  detail: v.object({
    alarm_id: v.string(),
    alarm_state: v.picklist(['SET', 'CLEARED']),
    alert_type: v.string(),
    pipeline: v.picklist(['0', '1']),
  }),
});

/** The part of a "MediaLive Channel Alert" event that the recipes speak of. */
export type Alert = v.InferOutput<typeof alertEvent>['detail'];

/** null: an event of another kind. */
export function alertIn(body: string): Alert | null {
  const parsed = v.safeParse(alertEvent, JSON.parse(body));
  return parsed.success ? parsed.output.detail : null;
}
