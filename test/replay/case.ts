import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { loadOverridden } from '../../replay/overridden.ts';
import { replay } from '../../replay/replay.ts';
import type { Replayed } from '../../replay/replayed.ts';
import { loadWhole } from '../../replay/trace.ts';

/** A site; `*`: any. null: the pipeline does not run. */
const site = v.nullable(v.string());

/** What must come of a trace, and why. Seconds count from `base`. */
const expectedCase = v.strictObject({
  name: v.string(),
  what: v.string(),
  expect: v.string(),
  base: v.string(),
  /** Files beside this one. */
  trace: v.string(),
  config: v.string(),
  /** Other values for policy keys. */
  policy: v.optional(v.array(v.string()), []),
  /** From, to, earliest and latest second of the decision; null: there is no exact list. */
  switches: v.nullable(v.array(v.tuple([v.string(), v.string(), v.number(), v.number()]))),
  /** What pipelines 0 and 1 are on at the end; null: either is as good. */
  final: v.nullable(v.tuple([site, site])),
  /** Kinds of messages, `|` between those of which one is enough. `*` before it: any kind that people were not told of before. */
  told: v.array(v.string()),
  /** A kind, and between which seconds it is told. */
  toldAt: v.optional(v.array(v.tuple([v.string(), v.number(), v.number()])), []),
  notTold: v.array(v.string()),
  /** Where no switch may lead. */
  neverTo: v.optional(v.string()),
  /** By when the last switch must have been decided: nobody waits longer for it. */
  lastSwitchBy: v.optional(v.number(), Infinity),
  until: v.nullable(v.string()),
});
export type Case = v.InferOutput<typeof expectedCase> & { readonly folder: string };

/** The cases of a folder beside this file. */
export function casesOf(name: string): readonly Case[] {
  const folder = fileURLToPath(new URL(`cases/${name}/`, import.meta.url));
  const cases = v.parse(v.array(expectedCase), JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')));
  return cases.map((one) => ({ ...one, folder }));
}

export function replayCase({ folder, trace, config, policy, until }: Case): Promise<Replayed> {
  const overrides = policy.map((pair) => {
    const [key = '', value = ''] = pair.split('=');
    return { path: key.split('.'), value };
  });
  const options = until === null ? {} : { until: Date.parse(until) };
  return replay(loadWhole(`${folder}${trace}`), loadOverridden(`${folder}${config}`, overrides), options);
}

/** The kinds of messages of the first release. */
const oldKinds: ReadonlySet<string> = new Set([
  ...['switch-started', 'switch-completed', 'switch-failed', 'failover-prevented', 'degraded'],
  ...['recovered', 'divergence', 'operator-change', 'hold-changed'],
]);

/** Where a replay differs from what must come of it; empty: nowhere. */
export function faultsOf(expected: Case, replayed: Replayed): readonly string[] {
  return [
    ...switchFaults(expected, replayed),
    ...finalFaults(expected, replayed),
    ...toldFaults(expected, replayed),
  ];
}

function switchFaults(
  { base, switches, neverTo, lastSwitchBy }: Case,
  replayed: Replayed,
): readonly string[] {
  const made = replayed.switches.map(({ from, to, at }) => ({ from, to, at: secondsAfter(base, at) }));
  const shown = made.map(({ from, to, at }) => `${from ?? '-'} to ${to} at ${at}`).join(', ');
  const wrong = made.some(({ to }) => to === neverTo) || (made.at(-1)?.at ?? 0) > lastSwitchBy;
  const asExpected =
    switches === null ||
    (switches.length === made.length &&
      switches.every(([from, to, earliest, latest], index) => {
        const one = made[index];
        return one?.to === to && isA(from, one.from) && one.at >= earliest && one.at <= latest;
      }));
  return asExpected && !wrong ? [] : [`switches: ${shown || 'none'}`];
}

function finalFaults({ final }: Case, replayed: Replayed): readonly string[] {
  if (final === null) return [];
  const [state] = Object.values(replayed.final);
  const onAir = [state?.onAir['0'] ?? null, state?.onAir['1'] ?? null] as const;
  const right = isA(final[0], onAir[0]) && isA(final[1], onAir[1]);
  return right ? [] : [`on air at the end: ${onAir.map((one) => one ?? 'none').join(', ')}`];
}

function toldFaults({ base, told, toldAt, notTold }: Case, replayed: Replayed): readonly string[] {
  const messages = replayed.told.map(({ event, at }) => ({ event, at: secondsAfter(base, at) }));
  const missing = told.filter((kinds) => !messages.some(({ event }) => isOfKind(kinds, event)));
  const unwanted = notTold.filter((kind) => messages.some(({ event }) => event === kind));
  const mistimed = toldAt.filter(
    ([kind, earliest, latest]) =>
      !messages.some(({ event, at }) => event === kind && at >= earliest && at <= latest),
  );
  return [
    ...missing.map((kind) => `not told: ${kind}`),
    ...unwanted.map((kind) => `told: ${kind}`),
    ...mistimed.map(([kind, earliest, latest]) => `not told between ${earliest} and ${latest}: ${kind}`),
  ];
}

function isOfKind(kinds: string, event: string): boolean {
  if (kinds === '*plan-warning') return event === 'plan-warning' || event === 'plan-withdrawn';
  if (kinds.startsWith('*')) return !oldKinds.has(event);
  return kinds.split('|').includes(event);
}

function isA(expected: string | null, seen: string | null): boolean {
  return expected === '*' || expected === seen;
}

function secondsAfter(base: string, at: string): number {
  return (Date.parse(at) - Date.parse(base)) / 1000;
}
