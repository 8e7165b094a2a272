/** Goal: each rule from elsewhere finds what it is there for. A fault of each kind is planted in a sound deployment. */
import { describe, expect, it } from '@jest/globals';
import { authorizationFindings } from './authorization.ts';
import { exampleDeployments } from './deployed-template.ts';
import { policyFaults } from './policy-faults.ts';
import { templateFaults } from './template-faults.ts';
import { templateFindings } from './template-rules.ts';

describe('the rules find', () => {
  const example = exampleDeployments.get('three-channels.yaml') ?? [];

  it.each([...policyFaults, ...templateFaults])('%s', async (_what, change, found) => {
    const deployment = change(example);
    const findings = [...templateFindings(deployment), ...(await authorizationFindings(deployment))];

    expect(findings.join('\n')).toMatch(found);
  });
});
