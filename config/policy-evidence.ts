import * as v from 'valibot';
import { defaultPolicy as initial, type Windows } from '../core/model/group.ts';
import { contentQualityFlags, inputAlertTypes } from './alert-types.ts';
import { describedDuration, durationText } from './duration.ts';

const confirm = describedDuration(
  { min: '0s', max: '1h' },
  initial.flow.confirmMs,
  'How long bad evidence must last before it counts.',
);
const clear = describedDuration(
  { min: '0s', max: '24h' },
  initial.flow.clearMs,
  'How long good evidence must last before the pipeline counts as healthy again.',
);

const windows = v.pipe(
  v.object({ confirm, clear }),
  v.transform((given): Windows => ({ confirmMs: given.confirm, clearMs: given.clear })),
);

/** Windows by name, as a file writes them. */
export function windowsAsWritten(named: Readonly<Record<string, Windows>>) {
  return Object.fromEntries(
    Object.entries(named).map(([name, { confirmMs, clearMs }]) => [
      name,
      { confirm: durationText(confirmMs), clear: durationText(clearMs) },
    ]),
  );
}

/** The alert types that count, each with its windows. */
export const alerts = v.pipe(
  v.record(v.picklist(inputAlertTypes), windows),
  v.description('The MediaLive alert types that count as evidence, by their exact wording.'),
);

/** How a flow's word counts. */
export const flow = v.pipe(
  v.object({
    confirm,
    clear,
    countsOnAir: v.pipe(
      v.optional(v.boolean(), initial.flow.countsOnAir),
      v.description(
        "Whether MediaConnect's word counts against the site on air, and not only for a standby.",
      ),
    ),
    maxAge: describedDuration(
      { min: '2m', max: '7d' },
      initial.flow.maxAgeMs,
      'How long good evidence of a standby counts after it was last heard or seen; after that its health is unknown. With more than 120 flows in a deployment each is looked at every ten minutes: no less than 12 minutes there.',
    ),
  }),
  v.transform((given) => ({
    confirmMs: given.confirm,
    clearMs: given.clear,
    countsOnAir: given.countsOnAir,
    maxAgeMs: given.maxAge,
  })),
  v.description('Evidence from the MediaConnect flows.'),
);

/** The flags that count, each with its windows. */
export const contentQuality = v.pipe(
  v.record(v.picklist(contentQualityFlags), windows),
  v.description(
    "The flags of MediaConnect's content quality analysis that count as evidence. An empty map counts none.",
  ),
);
