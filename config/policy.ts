import * as v from 'valibot';
import { defaultLeadMs, defaultPolicy as initial, type Policy } from '../core/model/group.ts';
import { describedDuration, duration, durationText } from './duration.ts';
import { alerts, contentQuality, flow, windowsAsWritten } from './policy-evidence.ts';
import { hoursOfDay } from './time-of-day.ts';
import { wholeNumber } from './whole-number.ts';

/**
 * MediaLive takes a fixed start at 15 s ahead or more (UG/sched-how-actions-work) and judges by its own clock when the
 * request arrives, so the lead must also cover the way there.
 */
const lead = duration({
  min: '15.25s',
  max: '5m',
  because:
    'MediaLive refuses a fixed start less than 15 s ahead, measured when the request arrives; the rest is the margin that survives the round trip. `type: immediate` is faster and needs no lead.',
});

function startType<const T extends 'fixed' | 'immediate'>(type: T) {
  return v.pipe(
    v.literal(type),
    v.metadata({ allowed: '`fixed`, `immediate`' }),
    v.description('`fixed`: at now + lead. `immediate`: MediaLive itself adds 10 s, the faster of the two.'),
  );
}

const start = v.pipe(
  v.variant('type', [
    v.pipe(
      v.object({
        type: startType('fixed'),
        lead: v.pipe(
          v.optional(lead, durationText(defaultLeadMs)),
          v.description('How far ahead of now a switch is scheduled (`fixed` only).'),
        ),
      }),
      v.transform((given) => ({ type: given.type, leadMs: given.lead })),
    ),
    v.object({ type: startType('immediate') }),
  ]),
  v.description('When a switch begins.'),
);

const startAsWritten =
  initial.start.type === 'fixed'
    ? { type: initial.start.type, lead: durationText(initial.start.leadMs) }
    : initial.start;

const failback = v.pipe(
  v.object({
    mode: v.pipe(
      v.optional(v.picklist(['manual', 'automatic']), initial.failback.mode),
      v.description('Who moves a channel back to a site of higher priority.'),
    ),
    stable: describedDuration(
      { min: '0s', max: '24h' },
      initial.failback.stableMs,
      'How long every running pipeline of the better site must have been healthy.',
    ),
    hours: v.pipe(
      v.optional(hoursOfDay),
      v.description(
        'The part of the day, in UTC, in which automatic failback may happen; any time when left out.',
      ),
    ),
  }),
  v.transform(({ mode, stable, hours }) => ({
    mode,
    stableMs: stable,
    ...(hours === undefined ? {} : { hours }),
  })),
  v.description('The way back.'),
);

const budget = v.pipe(
  v.object({
    switches: v.pipe(
      v.optional(
        wholeNumber(1, 100, 'To forbid automatic switches, place a hold instead.'),
        initial.budget.switches,
      ),
      v.description('How many automatic switches a channel may make within the window.'),
    ),
    within: describedDuration({ min: '1m', max: '7d' }, initial.budget.withinMs, 'The window of the budget.'),
  }),
  v.transform((given) => ({ switches: given.switches, withinMs: given.within })),
  v.description('The flap budget: automation stops and calls an operator when it is spent.'),
);

const accumulated = v.pipe(
  v.object({
    losses: v.pipe(
      v.optional(wholeNumber(2, 100), initial.accumulated.losses),
      v.description('How many losses, each shorter than its window, are too many.'),
    ),
    within: describedDuration(
      { min: '1m', max: '24h' },
      initial.accumulated.withinMs,
      'The time within which they are counted.',
    ),
    action: v.pipe(
      v.optional(v.picklist(['notify', 'failover']), initial.accumulated.action),
      v.description('`notify`: people are told. `failover`: they count as a loss of the site.'),
    ),
  }),
  v.transform((given) => ({ losses: given.losses, withinMs: given.within, action: given.action })),
  v.description('Many short losses of the site on air.'),
);

const lastResort = v.pipe(
  v.union(
    [v.literal(false), duration({ min: '0s', max: '24h' })],
    (issue) => `${issue.received} is not allowed. Give a duration from 0s to 24h, or false to switch it off.`,
  ),
  v.transform((given) => (given === false ? null : given)),
  v.metadata({ allowed: '0s to 24h, or `false`' }),
);

const lastResortAsWritten = initial.lastResortMs === null ? false : durationText(initial.lastResortMs);

/** The policy's keys; the group section adds its own. */
export const policyEntries = {
  failoverOn: v.pipe(
    v.optional(v.picklist(['all-pipelines', 'any-pipeline']), initial.failoverOn),
    v.description(
      'Whether a site is lost with all of its running pipelines or with the first. One pipeline of two is already covered by the origin.',
    ),
  ),
  targetChoice: v.pipe(
    v.optional(v.picklist(['prioritized', 'flat']), initial.targetChoice),
    v.description('The next healthy site in the order of `sites`, or any healthy one at random.'),
  ),
  alerts: v.optional(alerts, windowsAsWritten(initial.alerts)),
  flow: v.optional(flow, {}),
  contentQuality: v.optional(contentQuality, windowsAsWritten(initial.contentQuality)),
  secondLook: v.pipe(
    v.optional(v.boolean(), initial.secondLook),
    v.description(
      'Ask MediaLive (ListAlerts) once more before an automatic failover. If it does not answer in time, the events decide.',
    ),
  ),
  start: v.optional(start, startAsWritten),
  prepareStandby: v.pipe(
    v.optional(v.boolean(), initial.prepareStandby),
    v.description(
      "Have MediaLive prepare the group left behind, so that the way back needs no probing. Needs the channel's feature activation `InputPrepareScheduleActions`.",
    ),
  ),
  verify: describedDuration(
    { min: '1s', max: '10m' },
    initial.verifyMs,
    'How long after its start a switch may take to show on every running pipeline.',
  ),
  divergence: describedDuration(
    { min: '0s', max: '10m' },
    initial.divergenceMs,
    'How long pipelines may be on different sites before that is called divergence and healed.',
  ),
  failback: v.optional(failback, {}),
  budget: v.optional(budget, {}),
  lastResort: v.pipe(
    v.optional(lastResort, lastResortAsWritten),
    v.description(
      'How long a channel stays on a lost site because the budget is spent, while another is healthy: then it is switched once more and held there. `false`: it stays.',
    ),
  ),
  accumulated: v.optional(accumulated, {}),
  standbyMemory: describedDuration(
    { min: '0s', max: '7d' },
    initial.standbyMemoryMs,
    'How long "it was down when we left it" stands when no event about a standby arrives; after that its health is unknown.',
  ),
};

type GivenPolicy = v.InferOutput<v.ObjectSchema<typeof policyEntries, undefined>>;

/** What the control plane is given: the durations in milliseconds, named so. */
export function toPolicy(given: GivenPolicy): Policy {
  return {
    failoverOn: given.failoverOn,
    targetChoice: given.targetChoice,
    alerts: given.alerts,
    flow: given.flow,
    contentQuality: given.contentQuality,
    secondLook: given.secondLook,
    start: given.start,
    prepareStandby: given.prepareStandby,
    verifyMs: given.verify,
    divergenceMs: given.divergence,
    failback: given.failback,
    budget: given.budget,
    lastResortMs: given.lastResort,
    accumulated: given.accumulated,
    standbyMemoryMs: given.standbyMemory,
  };
}
