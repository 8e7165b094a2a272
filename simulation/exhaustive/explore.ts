import { coreDecider, type Decider } from '../../control/loop/deps.ts';
import type { FailoverGroup } from '../../core/model/group.ts';
import { wrongAtTheEnd } from './end-state.ts';
import { keyOf } from './key.ts';
import type { Letter, Scope } from './scopes.ts';
import { SmallWorld } from './small-world.ts';

/** A sequence of letters with the pauses after them, and what it breaks. */
export interface Wrong {
  readonly word: readonly string[];
  readonly rules: readonly string[];
}

export interface Explored {
  readonly scope: string;
  /** How many events the longest sequences have. */
  readonly depth: number;
  /** Sequences that were tried; those that lead to a state that is known are not gone on with. */
  readonly words: number;
  /** Worlds that differ, times taken relative to now. */
  readonly states: number;
  readonly transitions: number;
  /** The shortest first. */
  readonly wrong: readonly Wrong[];
}

interface Node {
  readonly world: SmallWorld;
  readonly word: readonly string[];
}

/** More than a few say nothing new. */
const wrongMax = 3;

/**
 * Tries every sequence of up to `depth` events of a scope, in the order of their length, with every pause between them. The
 * invariants are held to after every decision, the end state from every state that was reached.
 */
export function explore(
  { name, letters, group }: Scope,
  depth: number,
  decider: Decider = coreDecider,
): Explored {
  const seen = new Set<string>();
  const wrong: Wrong[] = [];
  let words = 0;
  let transitions = 0;
  const judge = ({ world, word }: Node): boolean => {
    const key = keyOf(world);
    if (seen.has(key)) return false;
    seen.add(key);
    const end = world.copy();
    const rules = [...world.findings, ...wrongAtTheEnd(end), ...end.findings];
    transitions += end.transitions;
    if (rules.length > 0) wrong.push({ word, rules: [...new Set(rules)] });
    return true;
  };
  const first = { world: settled(decider, group), word: [] };
  judge(first);
  let frontier: readonly Node[] = [first];
  for (let length = 1; length <= depth && wrong.length < wrongMax; length += 1) {
    const following: Node[] = [];
    for (const node of frontier) {
      for (const next of nextOf(node, letters)) {
        words += 1;
        transitions += next.world.transitions;
        if (judge(next)) following.push(next);
      }
    }
    frontier = following;
  }
  return { scope: name, depth, words, states: seen.size, transitions, wrong: wrong.slice(0, wrongMax) };
}

/** The channel has been looked at, and nothing is going on. */
function settled(decider: Decider, group?: FailoverGroup): SmallWorld {
  const world = new SmallWorld(decider, group);
  world.look();
  world.pass(60_000);
  return world;
}

function* nextOf({ world, word }: Node, letters: readonly Letter[]): Generator<Node> {
  for (const { name, act, pausesMs } of letters) {
    for (const pauseMs of pausesMs) {
      const next = world.copy();
      act(next);
      next.pass(pauseMs);
      yield { world: next, word: [...word, `${name}, and ${pauseMs / 1000} s later`] };
    }
  }
}
