import type { Millis } from '../../core/model/group.ts';
import type { Dice } from '../dice.ts';
import { dependencies, type Dependency } from './dependency.ts';

/** How long a brownout lasts. */
export const brownoutMs = 10 * 60_000;

/** How many calls of a hundred fail, as the service has them: each try of the SDK is one. A part of a service's hosts fails, or all. */
export const shares = [30, 100] as const;

/** A dependency fails some of its calls, for everybody. */
export interface Brownout {
  readonly dependency: Dependency;
  readonly percent: (typeof shares)[number];
  /** It says of every call that it fails that there are too many, as a service does that has a limit for each account. */
  readonly throttles: boolean;
}

/** A brownout and what comes with it, after the start of the run. */
export interface BrownoutDrawn extends Brownout {
  readonly fromMs: Millis;
  /** When the bystander loses its site: the storm is over, and the brownout is not. */
  readonly lossMs: Millis;
}

/** A life in so many has a brownout. */
const often = 0.06;

/** By then every channel has been looked at once. */
const earliestMs = 70_000;

/** The storm is over by then, and what follows has minutes of its own before the brownout is over. */
const lossAfterMs = { from: 5.5 * 60_000, to: 6.5 * 60_000 };

/** How likely a brownout of MediaLive throttles: its limit is the one that a thousand channels meet. */
const throttlesOften = 0.5;

/** `wanted`: every life has one. */
export function drawBrownout(dice: Dice, wanted: boolean): BrownoutDrawn | null {
  if (!wanted && dice.draw('brownout') >= often) return null;
  const fromMs = Math.floor(dice.between('brownout/from', earliestMs, earliestMs + 60_000));
  const dependency = dice.pick('brownout/dependency', dependencies);
  return {
    dependency,
    throttles: dependency === 'media-live' && dice.draw('brownout/throttles') < throttlesOften,
    percent: dice.pick('brownout/percent', shares),
    fromMs,
    lossMs: Math.floor(dice.between('brownout/loss', fromMs + lossAfterMs.from, fromMs + lossAfterMs.to)),
  };
}
