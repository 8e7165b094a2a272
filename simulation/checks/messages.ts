import type { Notification } from '../../core/model/effect.ts';
import { noPicture } from '../world/customs.ts';
import { alertedPipelines, isLostWith, onAirNow, type Seen } from './case.ts';
import { believedRunning } from './on-air.ts';
import { eventResolutionMs, skewMaxMs } from './tolerances.ts';

/** A return is heard of by then. */
const heardAfterMs = 10_000;

const orderName = /^(?:failover|failback|heal|manual|planned)-\d+-([^-]+)/;

/** Reads every message to people against what is. */
export function checkMessages(seen: Seen): void {
  for (const effect of seen.observed.after.effects) {
    if (effect.type === 'notify') checkMessage(seen, effect.notification);
  }
  checkPrevented(seen);
}

function checkMessage(seen: Seen, { event: kind, original, current, correlationId }: Notification): void {
  const { found } = seen;
  const [, target] = orderName.exec(correlationId) ?? [];
  const isSwitch = kind === 'switch-started' || kind === 'switch-completed' || kind === 'switch-failed';
  if (isSwitch && target === undefined) {
    found('a message on a switch names its action', `${kind}: ${correlationId}`);
  }
  // A plan has its time where the channel is already.
  const there = original === target && correlationId.startsWith('planned-');
  const wrong = current !== target || (original === target && !there);
  if (kind === 'switch-completed' && target !== undefined && wrong) {
    found(
      'a completed switch names what was left and what is on air',
      `${correlationId}: from ${original ?? '?'} to ${current ?? '?'}`,
    );
  }
  if (kind === 'recovered') checkRecovered(seen);
}

function checkRecovered(seen: Seen): void {
  const { observed, world, member, evidence, found, channel } = seen;
  const site = onAirNow(seen, observed.group);
  if (site === null) return;
  const known = believedRunning(observed);
  const down = channel.running.filter((pipeline) => {
    if (!known.includes(pipeline)) return false;
    const since = world.supply.lackingSince(member.channelArn, site, pipeline);
    return (
      since !== null && since + heardAfterMs < world.time.now() && evidence.saysDown(observed, site, pipeline)
    );
  });
  if (down.length > 0) found('recovered is told of a site that is whole', `${site}, not on ${down.join()}`);
}

/** "Prevented" is told of what MediaLive shows to be lost, when it is asked; and for a reason that there is. */
function checkPrevented(seen: Seen): void {
  const { observed, ledger, found } = seen;
  const { after, event, group } = observed;
  const prevented = after.decisions.find(
    ({ rule, outcome }) =>
      outcome === 'prevented' && (rule === 'budget' || rule === 'hold' || rule === 'no-target'),
  );
  if (!prevented) return;
  const details = `${prevented.rule}: ${prevented.why}`;
  if (prevented.rule === 'budget') {
    const { failovers } = ledger.spentBefore(group.policy, event.now);
    if (failovers < group.policy.budget.switches) found('the budget is charged exactly', details);
  }
  if (prevented.rule === 'hold' && !ledger.holdAt(event.now) && ledger.gaveUpAt === null) {
    found('a hold ends when it was to end', details);
  }
  // A divergence that is not mended is no loss.
  const loss = after.effects.some(
    (effect) => effect.type === 'notify' && effect.notification.event === 'failover-prevented',
  );
  if (loss && group.policy.secondLook) checkAsked(seen, details);
}

function checkAsked(seen: Seen, details: string): void {
  const { observed, found } = seen;
  const { alerts } = observed.event.answers ?? {};
  if (alerts === undefined) found('MediaLive is asked before people are told of a loss', details);
  if (typeof alerts !== 'object' || !isReallyWell(seen)) return;
  const counted = alerts.some(
    ({ alertType }) => observed.group.policy.alerts[alertType] !== undefined || noPicture.has(alertType),
  );
  if (!counted) found('nobody is told of a loss that MediaLive does not show', details);
}

/** And not only within the second of the alerts: of those a list of the same second says nothing. */
function isReallyWell(seen: Seen): boolean {
  const { observed, world, member, channel } = seen;
  const site = onAirNow(seen, observed.group);
  if (site === null || alertedPipelines(seen, observed.group.policy).length > 0) return false;
  const before = world.time.now() - eventResolutionMs - skewMaxMs;
  const lacking = channel.running.filter((id) => {
    const since = world.supply.wellSince(member.channelArn, site, id);
    return since === null || since > before;
  });
  return !isLostWith(lacking.length, believedRunning(observed).length, observed.group.policy);
}
