import type { SmallWorld } from './small-world.ts';

/** Numbers above are instants. */
const instantsFrom = 1e12;

/** Counters: they name things, and nothing is decided by them. */
const counters: ReadonlySet<string> = new Set(['version', 'generation', 'recentSwitches']);

/** The same for two worlds that will go the same way: instants are taken relative to now, names by their first use. */
export function keyOf({ now, state, lost, pipelines, agenda, schedule, stopped }: SmallWorld): string {
  const { entries, mishap } = agenda;
  const names = new Map<string, string>();
  const rename = (name: string) => {
    const known = names.get(name) ?? `#${names.size}`;
    names.set(name, known);
    return known;
  };
  // An action in the schedule matters for the time being where it is still to be put there.
  const owed = Object.values(state.outbox).flatMap((effect) =>
    effect.type === 'schedule-switch' ? effect.actionName : [],
  );
  const repeatable = [...schedule].filter(([name]) => owed.includes(name));
  const world = {
    state,
    lost: [...lost].sort(),
    pipelines,
    agenda: entries,
    schedule: repeatable,
    mishap,
    stopped,
  };
  const text = JSON.stringify(world, (key, value: unknown) => {
    if (counters.has(key)) return undefined;
    return typeof value === 'number' && value > instantsFrom ? value - now : value;
  });
  return text.replace(/\b(?:event|own|alarm|outcome|\w+-\d+-[AB])-[\w-]+/g, rename);
}
