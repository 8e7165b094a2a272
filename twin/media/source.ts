/**
 * A contribution site's encoder: a child process that streams the site's pictures to one or more targets, and that
 * can be cut, slowed and made to lose packets, leg by leg or all at once.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { LegFacts } from './leg.ts';
import type { Order, Ready, Report, Request, SourceSettings, Target } from './source-protocol.ts';

/** A process that does not end by itself within this time is killed. */
const stopMs = 2_000;

/** Each returns, once it has been carried out, what the leg has sent until then. */
export interface SourceLeg {
  readonly target: Target;
  /** Sends nothing, as if the line were cut; time goes on. */
  cut(): Promise<LegFacts>;
  /** Stays connected and sends nothing in its packets: an encoder whose picture is gone. */
  idle(): Promise<LegFacts>;
  /** Ends a cut, an idling, a slow-down and a loss. */
  resume(): Promise<LegFacts>;
  /** Sends at 1/`factor` of the rate (≥ 1), late by up to a second; the rest is dropped. */
  slow(factor: number): Promise<LegFacts>;
  /** Loses `fraction` (0 … 1) of the packets, the same ones for the same `seed`. */
  lose(fraction: number, seed?: number): Promise<LegFacts>;
  facts(): Promise<LegFacts>;
}

export interface Source {
  readonly site: string;
  readonly pid: number | undefined;
  /** One for each target, in the order given. */
  readonly legs: readonly SourceLeg[];
  /** Settles when the process sends; fails if it ends before. */
  readonly ready: Promise<void>;
  cut(): Promise<readonly LegFacts[]>;
  idle(): Promise<readonly LegFacts[]>;
  resume(): Promise<readonly LegFacts[]>;
  slow(factor: number): Promise<readonly LegFacts[]>;
  /** Leg n uses `seed` + n, so that two legs lose different packets. */
  lose(fraction: number, seed?: number): Promise<readonly LegFacts[]>;
  facts(): Promise<readonly LegFacts[]>;
  /** Ends the process; settles when it is gone. */
  stop(): Promise<void>;
}

export interface SourceOptions {
  readonly site: string;
  readonly target: readonly Target[];
  /** Default: one for each site, so that the two legs of a merge carry identical packets. */
  readonly ssrc?: number;
}

export function startSource(options: SourceOptions): Source {
  const { site, target: targets, ssrc = ssrcOf(site) } = options;
  const child = forkSource({ site, ssrc, targets });
  const exited = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const ask = createAsker(child, site);
  const legs = targets.map((target, leg): SourceLeg => {
    const order = (wanted: Order) => ask.order(leg, wanted);
    return {
      target,
      cut: () => order({ kind: 'cut' }),
      idle: () => order({ kind: 'idle' }),
      resume: () => order({ kind: 'resume' }),
      slow: async (factor) => order({ kind: 'slow', factor: checkedFactor(factor) }),
      lose: async (fraction, seed = leg) =>
        order({ kind: 'lose', fraction: checkedFraction(fraction), seed }),
      facts: () => order({ kind: 'facts' }),
    };
  });
  const all = (act: (leg: SourceLeg, index: number) => Promise<LegFacts>) => Promise.all(legs.map(act));
  return {
    site,
    pid: child.pid,
    legs,
    ready: ask.ready,
    cut: () => all((leg) => leg.cut()),
    idle: () => all((leg) => leg.idle()),
    resume: () => all((leg) => leg.resume()),
    slow: (factor) => all((leg) => leg.slow(factor)),
    lose: (fraction, seed = 0) => all((leg, index) => leg.lose(fraction, seed + index)),
    facts: () => all((leg) => leg.facts()),
    stop: async () => {
      if (child.connected) child.disconnect();
      const killer = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await exited;
      clearTimeout(killer);
    },
  };
}

/** Runs the child's TypeScript through tsx, whatever runs the parent (tsx itself, or jest). */
function forkSource(settings: SourceSettings): ChildProcess {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(fileURLToPath(new URL('./source-child.ts', import.meta.url)), [JSON.stringify(settings)], {
    execArgv: ['--import', loader],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Pairs orders with their reports; when the process ends, what is still open fails. */
function createAsker(child: ChildProcess, site: string) {
  const open = new Map<number, { resolve: (facts: LegFacts) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  const gone = () => new Error(`The source of site ${site} has ended: start another.`);
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Ready | Report) => {
      if ('ready' in message) {
        resolve();
        return;
      }
      open.get(message.id)?.resolve(message.facts);
      open.delete(message.id);
    });
    child.once('exit', () => {
      reject(gone());
      for (const { reject: fail } of open.values()) fail(gone());
      open.clear();
    });
  });
  // A source that is stopped before anyone waits for it is no failure.
  ready.catch(() => undefined);
  const order = (leg: number, wanted: Order) =>
    new Promise<LegFacts>((resolve, reject) => {
      if (!child.connected) {
        reject(gone());
        return;
      }
      lastId += 1;
      open.set(lastId, { resolve, reject });
      child.send({ id: lastId, leg, order: wanted } satisfies Request);
    });
  return { ready, order };
}

function ssrcOf(site: string): number {
  return Buffer.from(site).reduce((hash, byte) => (Math.imul(hash, 31) + byte) >>> 0, 7);
}

function checkedFactor(factor: number): number {
  if (factor >= 1 && Number.isFinite(factor)) return factor;
  throw new RangeError(`A source cannot be slowed by the factor ${factor}: give 1 (on time) or more.`);
}

function checkedFraction(fraction: number): number {
  if (fraction >= 0 && fraction <= 1) return fraction;
  throw new RangeError(`A source cannot lose the fraction ${fraction} of its packets: give 0 to 1.`);
}
