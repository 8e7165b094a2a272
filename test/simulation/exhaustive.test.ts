// Small worlds, explored to the last sequence. `npm run simulate -- --exhaustive` goes deeper than there is time for here.
import { describe, expect, it } from '@jest/globals';
import { explore } from '../../simulation/exhaustive/explore.ts';
import { scopes } from '../../simulation/exhaustive/scopes.ts';
import { coreDecider, type Decider } from '../../control/loop/deps.ts';
import { plantedBugs } from '../../simulation/planted/planted-bugs.ts';

const depth = 3;

describe('every sequence of up to three events', () => {
  it.each(scopes.map((scope) => [scope.name, scope] as const))('of %s ends well', (_name, scope) => {
    const { wrong, words, states } = explore(scope, depth);
    expect(wrong).toEqual([]);
    expect(words).toBeGreaterThan(100);
    expect(states).toBeGreaterThan(50);
  });

  it('shows a mistake by the shortest sequence that has it', () => {
    const people = scopes.find(({ name }) => name === 'people');
    const { wrong } = explore(people ?? { name: '', letters: [] }, depth, withBug('a hold is overlooked'));
    const [{ word, rules } = { word: [], rules: [] }] = wrong;
    expect(rules).toContain(
      "automation orders nothing under an operator's hold, and under its own only a last resort",
    );
    expect(word).toHaveLength(2);
  });
});

function withBug(wanted: string): Decider {
  const bug = plantedBugs.find(({ name }) => name === wanted);
  return bug?.decider?.(coreDecider) ?? coreDecider;
}
