import * as v from 'valibot';
import type { ObservedCall } from '../twin/gateway/observed-call.ts';

const body = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    creates: v.optional(
      v.object({
        scheduleActions: v.array(
          v.object({
            actionName: v.string(),
            scheduleActionSettings: v.object({ inputSwitchSettings: v.optional(v.unknown()) }),
          }),
        ),
      }),
    ),
  }),
);

/** The names of the input switches that a call asks MediaLive to schedule; empty for any other call. */
export function inputSwitchesIn({ service, operation, call }: ObservedCall): readonly string[] {
  if (service !== 'medialive' || operation !== 'BatchUpdateSchedule') return [];
  const parsed = v.safeParse(body, call.body.toString('utf8'));
  const actions = parsed.success ? (parsed.output.creates?.scheduleActions ?? []) : [];
  return actions.flatMap(({ actionName, scheduleActionSettings }) =>
    scheduleActionSettings.inputSwitchSettings === undefined ? [] : [actionName],
  );
}
