import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../cli/check/examine.ts';
import { loadConfiguration } from '../../../config/load-configuration.ts';
import { templateFacts } from './template-facts.ts';

/** Goal: what this project builds is fit for failover by its own check. */
const examples = ['one-channel-zixi', 'three-channels'].flatMap((name) =>
  templateFacts(loadConfiguration(join(import.meta.dirname, '../../../examples', `${name}.yaml`))),
);

describe('a channel that is built', () => {
  it.each(examples.map((facts) => [facts.channel.Name ?? '?', facts] as const))(
    'like %s has nothing to mend',
    (_name, facts) => {
      const errors = examine(facts).filter(({ severity }) => severity === 'error');
      expect(errors).toEqual([]);
    },
  );

  it('is warned of only where the examples leave a layer out: site B has one source for each flow', () => {
    const warnings = examples.flatMap((facts) =>
      examine(facts)
        .filter(({ severity }) => severity === 'warning')
        .map(({ rule, where }) => `${rule}, ${where}`),
    );
    expect(new Set(warnings)).toEqual(
      new Set(['source-failover, input "B", pipeline 0', 'source-failover, input "B", pipeline 1']),
    );
  });
});
