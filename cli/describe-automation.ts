import type { AutomationView, ChannelLine, HoldView } from '../control/operator/views.ts';
import { nothing } from './describe.ts';
import { clockTime, distance, span, type Reader } from './times.ts';

/** What stands ready, in as few words as it takes; capitals where nothing does. */
export function protectionWords({ managed, automation, protection }: ChannelLine): string {
  if (!managed || automation.obstacle === 'not-running') return nothing;
  if (protection === null) return 'not known yet';
  if (protection.level === 'full') return 'ok';
  return `${protection.level === 'none' ? 'NONE' : 'half'}: ${protection.reason}`;
}

/** Whether automation will act at the next loss: `on` only where it will. */
export function automationWords({ holds, automation }: ChannelLine, reader: Reader): string {
  const { obstacle, why, until } = automation;
  if (obstacle === null) return 'on';
  if (obstacle === 'not-managed') return 'not managed';
  if (holds.length > 0 && obstacle === 'held') return holds.map((hold) => heldWords(hold, reader)).join('; ');
  return `NO: ${why ?? obstacle}${untilWords(until, reader)}`;
}

function heldWords({ scope, reason, until }: HoldView, reader: Reader): string {
  return `HELD (${scope})${untilWords(until, reader)}: ${reason}`;
}

function untilWords(until: string | null, reader: Reader): string {
  return until === null ? '' : ` until ${clockTime(until, reader)}, ${distance(until, reader)}`;
}

/** What comes of the next loss of the site on air, in one sentence. */
export function nextLossWords(automation: AutomationView, reader: Reader): string {
  const { obstacle, why, until, target, lastResortSeconds } = automation;
  if (obstacle === null) return `automation goes to ${target ?? nothing}`;
  const lastResort =
    obstacle === 'budget' && target !== null && lastResortSeconds !== null
      ? `; after ${span(lastResortSeconds * 1000)} off the air it goes to ${target} once all the same`
      : '';
  return `NOTHING happens: ${why ?? obstacle}${untilWords(until, reader)}${lastResort}`;
}
