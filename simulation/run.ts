import { brownoutMs, drawBrownout } from './world/brownout.ts';
import { drawClimate } from './world/climate.ts';
import { drawScenario, stormMs } from './world/scenario.ts';
import { bystanderOf, drawSetting } from './world/setting.ts';
import { calmDown, perform } from './world/perform.ts';
import { startAt, World } from './world/world.ts';
import { Watch, type Finding } from './world/watch.ts';
import { checkLiveness } from './checks/liveness.ts';
import { Safety } from './checks/safety.ts';
import { Dice } from './dice.ts';
import { playBrownout } from './play-brownout.ts';
import type { PlantedBug } from './planted/planted-bug.ts';
import type { Narrator } from './narrator.ts';

/**
 * How long it is calm before the end: longer than a budget's window, and whatever else a policy here waits for after it.
 */
const calmMs = 10 * 60_000;

export interface RunOptions {
  readonly seed: number;
  /** The only mishaps and acts that may happen; left out: any. */
  readonly allowed?: ReadonlySet<string>;
  /** A mistake to be found. */
  readonly plant?: PlantedBug;
  /** There is a brownout, whatever the dice say; left out: where they say so. */
  readonly brownout?: boolean;
  /** Sees the run as it goes. */
  readonly narrate?: Narrator;
}

export interface Outcome {
  readonly findings: readonly Finding[];
  /** What went wrong, by name. */
  readonly mishaps: readonly string[];
  readonly transitions: number;
  /** Two runs with the same digest went the same way. */
  readonly digest: string;
}

/** One run: a storm, then calm; what must never be is looked for all the time, what must come about at the end. */
export async function run({
  seed,
  allowed,
  plant,
  narrate,
  brownout: wanted = false,
}: RunOptions): Promise<Outcome> {
  const dice = new Dice(seed, allowed ?? null);
  const brownout = drawBrownout(dice, wanted);
  const drawn = drawSetting(dice);
  const setting = brownout ? { ...drawn, bystander: bystanderOf(drawn) } : drawn;
  const watch = new Watch();
  const world = new World(setting, dice, drawClimate(dice), watch, plant);
  const safety = new Safety(world, watch);
  watch.observe(safety);
  safety.begin();
  if (narrate) narrate.follow(world, watch, dice);
  drawScenario(dice, setting).forEach((act, index) => {
    const name = `act/${index}/${act.type}`;
    world.time.at(startAt + act.atMs, () => {
      if (dice.happens(name)) perform(world, act, name);
    });
  });
  if (brownout) playBrownout(world, watch, brownout);
  await world.time.runUntil(startAt + stormMs);
  calmDown(world);
  const overMs = brownout ? brownout.fromMs + brownoutMs : stormMs;
  await world.time.runUntil(startAt + overMs + calmMs);
  checkLiveness(world, watch);
  return {
    findings: watch.findings,
    mishaps: [...dice.mishaps],
    transitions: watch.transitions,
    digest: digestOf(world),
  };
}

/** The versions and generations of all channels say how many decisions there were and which. */
function digestOf({ table }: World): string {
  return [...table.states.values()]
    .map(({ state, savedAt }) => `${state.version}/${state.generation}/${savedAt}`)
    .join(' ');
}
