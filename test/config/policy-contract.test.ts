import { describe, expect, it } from '@jest/globals';
import { defaultPolicy as configuredDefault, type Policy as ConfiguredPolicy } from '../../config/policy.ts';
import type { Policy as CorePolicy } from '../../core/model/group.ts';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { defaultPolicy as storedDefault } from '../../aws/stored/default-policy.ts';
import { minimalText } from './minimal.ts';

/**
 * The configuration may not import the decision core, yet what it yields is the core's policy. The types are compared
 * both ways by the compiler: a key that one has and the other has not fails `tsc`.
 */
type KeysOfEither = keyof ConfiguredPolicy | keyof CorePolicy;
type KeysOfBoth = keyof ConfiguredPolicy & keyof CorePolicy;
const sameKeys: [KeysOfEither] extends [KeysOfBoth] ? true : never = true;

const asCore = (policy: ConfiguredPolicy): CorePolicy => policy;
const startAsConfigured = (start: CorePolicy['start']): ConfiguredPolicy['start'] => start;

describe('the policy that the configuration yields', () => {
  it("is the decision core's, key for key", () => {
    const policy = parseConfiguration(minimalText, 'minimal.yaml').groups['news']?.policy;
    expect(sameKeys).toBe(true);
    expect(policy && asCore(policy)).toEqual(policy);
    expect(startAsConfigured({ type: 'immediate' })).toEqual({ type: 'immediate' });
  });

  it('has the documented defaults, which the functions take for a policy that says nothing', () => {
    expect(configuredDefault).toEqual(storedDefault);
    expect(parseConfiguration(minimalText, 'minimal.yaml').groups['news']?.policy).toEqual(storedDefault);
  });
});
