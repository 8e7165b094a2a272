import type { PipelineId } from '../../core/model/group.ts';
import type { Dice } from '../dice.ts';
import type { Act } from './act.ts';
import type { Setting } from './setting.ts';

/** How long things keep happening. */
export const stormMs = 6 * 60_000;

const actsMax = 9;
const both: readonly PipelineId[] = ['0', '1'];

/** Draws what happens to the world. */
export function drawScenario(dice: Dice, setting: Setting): readonly Act[] {
  const count = dice.whole('scenario/acts', 1, actsMax);
  const acts = Array.from({ length: count }, (_, index) => drawAct(dice, setting, `act/${index}`));
  return acts.toSorted((one, other) => one.atMs - other.atMs);
}

function drawAct(dice: Dice, setting: Setting, name: string): Act {
  const atMs = Math.floor(dice.between(`${name}/at`, 1000, stormMs - 30_000));
  const kind = dice.draw(`${name}/kind`);
  const fed = Object.values(setting.members[0].inputs).some(({ flows }) => flows.length > 0);
  if (kind < 0.12 && fed) return { atMs, ...drawFlows(dice, setting, name) };
  if (kind < 0.5) return { atMs, ...drawFeed(dice, setting, name) };
  if (kind < 0.75) return { atMs, ...drawOrder(dice, setting, name) };
  return { atMs, ...drawInterference(dice, setting, name) };
}

type Undated<A> = A extends Act ? Omit<A, 'atMs'> : never;
type UndatedAct = Undated<Act>;

/** Half of the losses are those that a failover is for: a whole site, the first one. */
function drawFeed(dice: Dice, { definition, members }: Setting, name: string): UndatedAct {
  const whole = dice.draw(`${name}/whole`) < 0.7;
  const one = [dice.pick(`${name}/pipeline`, ['0', '1'] as const)];
  const line = dice.draw(`${name}/one-line`) < 0.3 ? dice.whole(`${name}/line`, 0, 1) : null;
  const two = Object.values(members[0].inputs).some(({ flows: [flow] }) => (flow?.sources ?? 1) > 1);
  return {
    type: 'feed',
    site: siteOf(dice, definition.sites, name),
    pipelines: whole ? both : one,
    fault: dice.pick(`${name}/fault`, faultsDrawn),
    forMs: drawLength(dice, name),
    ...(two && line !== null && { line }),
  };
}

/** Most losses are of all packets. */
const faultsDrawn = [
  'no-packets',
  'no-packets',
  'no-packets',
  'no-packets',
  'no-packets',
  'no-video',
  'no-video',
  'no-bits',
  'no-bits',
  'errors',
] as const;

/** For good, for a while, or so shortly that the end is known in the same second as the beginning. */
function drawLength(dice: Dice, name: string): number | null {
  const length = dice.pick(`${name}/for`, [null, null, 4000, 20_000, 90_000, 1500, 'blip', 'blip'] as const);
  return length === 'blip' ? dice.whole(`${name}/blip`, 100, 2200) : length;
}

function drawFlows(dice: Dice, { definition }: Setting, name: string): UndatedAct {
  const one = [dice.pick(`${name}/pipeline`, ['0', '1'] as const)];
  const what = dice.pick(`${name}/flow`, ['stopped', 'stopped', 'failed', 'maintained'] as const);
  const forMs = dice.pick(`${name}/flow-for`, [null, 5000, 30_000, 90_000]);
  return {
    type: 'flows',
    site: siteOf(dice, definition.sites, name),
    pipelines: dice.draw(`${name}/whole`) < 0.6 ? both : one,
    what,
    forMs: what === 'maintained' ? (forMs ?? 12_000) : forMs,
  };
}

function drawOrder(dice: Dice, { definition, group, members }: Setting, name: string): UndatedAct {
  const channel = channelOf(dice, members, name);
  const by = 'ada';
  const reason = 'drill';
  const to = siteOf(dice, definition.sites, name);
  const forSeconds = dice.pick(`${name}/hold-for`, [30, 90]);
  const force = dice.draw(`${name}/force`) < 0.2;
  // About the last moment at which MediaLive lets go of it.
  const cancelledMs = 15_000 + dice.whole(`${name}/cancelled`, -500, 1500);
  const orders: readonly [UndatedAct, ...UndatedAct[]] = [
    { type: 'order', request: { command: 'switch', channel, to, by, reason } },
    { type: 'order', request: { command: 'switch', channel, to, by, reason, force: true } },
    { type: 'plan', channel, to, inMs: dice.whole(`${name}/in`, 16, 90) * 1000 },
    { type: 'plan', channel, to, inMs: dice.whole(`${name}/in-minutes`, 90, 300) * 1000, force },
    { type: 'plan', channel, to, inMs: dice.whole(`${name}/in`, 16, 90) * 1000, cancelledMs },
    { type: 'order', request: { command: 'cancel', channel, by, reason } },
    { type: 'order', request: { command: 'hold', channel, by, reason, forSeconds } },
    { type: 'order', request: { command: 'hold', group, by, reason, forSeconds } },
    { type: 'order', request: { command: 'hold', channel, by, reason } },
    { type: 'order', request: { command: 'release', channel, by, reason } },
    { type: 'order', request: { command: 'release', group, by, reason } },
    { type: 'order', request: { command: 'disable', group, site: to, by, reason } },
    { type: 'order', request: { command: 'enable', group, site: to, by, reason } },
  ];
  return dice.pick(`${name}/order`, orders);
}

function drawInterference(dice: Dice, { definition, members }: Setting, name: string): UndatedAct {
  const channel = channelOf(dice, members, name);
  const site = siteOf(dice, definition.sites, name);
  const forMs = Math.floor(dice.between(`${name}/for`, 2000, 90_000));
  const choices: readonly [UndatedAct, ...UndatedAct[]] = [
    { type: 'foreign-switch', channel, attachment: `site-${site.toLowerCase()}` },
    { type: 'foreign-action', channel, inMs: dice.whole(`${name}/in`, 20, 200) * 1000 },
    { type: 'restart', channel, pipelines: both, forMs },
    { type: 'restart', channel, pipelines: [dice.pick(`${name}/pipeline`, ['0', '1'] as const)], forMs },
    { type: 'outage', service: 'media-live', forMs },
    { type: 'outage', service: 'media-connect', forMs },
    { type: 'outage', service: 'table', forMs },
    { type: 'outage', service: 'other', forMs },
    { type: 'reconfigure', policy: `${name}/policy` },
  ];
  return dice.pick(`${name}/interference`, choices);
}

function siteOf(dice: Dice, sites: readonly string[], name: string): string {
  return (
    sites[dice.draw(`${name}/first-site`) < 0.6 ? 0 : dice.whole(`${name}/site`, 0, sites.length - 1)] ?? 'A'
  );
}

function channelOf(dice: Dice, members: Setting['members'], name: string): string {
  return dice.pick(`${name}/channel`, members).channelArn;
}
