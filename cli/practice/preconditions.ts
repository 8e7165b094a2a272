import type { ChannelStatus } from '../../control/operator/views.ts';
import { KnownError } from '../../config/known-error.ts';
import { didYouMean } from '../../config/suggestion.ts';

const pipelineIds = ['0', '1'] as const;

/** Where a practice switch goes, and where it comes from. */
export interface Route {
  readonly from: string;
  readonly to: string;
}

/** The sites of the running pipelines; null: one of them is on something that is no site, or not known. */
export function onAirIn({ pipelines }: ChannelStatus): readonly (string | null)[] {
  return pipelineIds.filter((id) => pipelines[id].running === true).map((id) => pipelines[id].onAir);
}

/** Every running pipeline is on this site, and there is one. */
export function isOn(status: ChannelStatus, site: string): boolean {
  const onAir = onAirIn(status);
  return onAir.length > 0 && onAir.every((group) => group === site);
}

/** From what is on air to the site named, or to the only other one. @throws KnownError where that is not one. */
export function routeOf(status: ChannelStatus, wanted: string | undefined): Route {
  const from = status.intended?.group ?? onAirIn(status)[0] ?? '';
  const others = status.sites.map(({ name }) => name).filter((name) => name !== from);
  const to = wanted ?? (others.length === 1 ? others[0] : undefined);
  if (to !== undefined && others.includes(to)) return { from, to };
  throw new KnownError(
    wanted === undefined
      ? `There is more than one site to practise with: ${others.join(', ')}.`
      : `"${wanted}" is not another site of this channel.${didYouMean(wanted, others)}`,
    `Name one with --to. Allowed: ${others.join(', ')}.`,
  );
}

/** All that forbids a practice now, a sentence each; none: it may begin. */
export function obstaclesOf(status: ChannelStatus, { from, to }: Route): readonly string[] {
  const { holds, incident, planned, owed, divergedSince, intended } = status;
  const source = status.sites.find(({ name }) => name === from);
  const target = status.sites.find(({ name }) => name === to);
  const running = pipelineIds.filter((id) => status.pipelines[id].running === true);
  // A site that has never had an alarm is `unknown`: it will do.
  const isUnhealthy = (site: typeof source, id: '0' | '1') =>
    ['suspect', 'down', 'recovering'].includes(site?.pipelines[id].status ?? 'down');
  const badOnSource = running.filter((id) => isUnhealthy(source, id));
  const badOnTarget = running.filter((id) => isUnhealthy(target, id));
  return [
    ...(running.length === 0 ? ['The channel does not run. Start it first.'] : []),
    ...(running.length > 0 && !isOn(status, from) ? [`Not every running pipeline is on ${from}.`] : []),
    ...(intended === null
      ? ['What is wanted on air is not known yet. Wait for the next look, within a minute.']
      : []),
    ...badOnSource.map((id) => `${from} is ${source?.pipelines[id].status ?? 'unknown'} on pipeline ${id}.`),
    ...badOnTarget.map((id) => `${to} is ${target?.pipelines[id].status ?? 'unknown'} on pipeline ${id}.`),
    ...(target?.available === false
      ? [`${to} is disabled. Enable it: failover enable ${status.group} ${to} --yes`]
      : []),
    ...holds.map(({ scope, by, reason }) => `The ${scope} is held by ${by}: ${reason}`),
    ...(status.switch === null ? [] : [`A switch to ${status.switch.to} is in flight.`]),
    ...(planned === null ? [] : [`A switch to ${planned.to} is planned for ${planned.startAt}.`]),
    ...(incident === null ? [] : [`There is trouble already: ${incident.reason}`]),
    ...(divergedSince === null ? [] : ['The pipelines are on different sites.']),
    ...(owed.length === 0 ? [] : ['The control plane still has something to do for this channel.']),
  ];
}

/** What need not forbid a practice, and should be known before it. */
export function warningsOf(status: ChannelStatus, { to }: Route): readonly string[] {
  const target = status.sites.find(({ name }) => name === to);
  const silent = pipelineIds.filter(
    (id) => status.pipelines[id].running === true && target?.pipelines[id].status === 'unknown',
  );
  if (silent.length === 0) return [];
  return [
    `Nothing is known of ${to} on pipeline ${silent.join(' and ')}: MediaConnect has not spoken of it lately.`,
  ];
}
