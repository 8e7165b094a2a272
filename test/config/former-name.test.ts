// What release 0.1 called an input group is a site: a file, a template, an item and an order of that time are read.
import { describe, expect, it } from '@jest/globals';
import { underPresentName } from '../../config/former-name.ts';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { ConfigurationError } from '../../config/problem.ts';
import { groupDefinition } from '../../control/schemas/group.ts';
import * as v from 'valibot';
import { minimalText } from './minimal.ts';

const former = minimalText.replaceAll('sites:', 'inputGroups:');

describe('a file with `inputGroups`', () => {
  it('says the same as one with `sites`', () => {
    expect(former).not.toBe(minimalText);
    expect(parseConfiguration(former, 'failover.yaml')).toEqual(
      parseConfiguration(minimalText, 'failover.yaml'),
    );
  });

  it('has its faults told by line', () => {
    const wrong = former.replace(/inputGroups:[^\n]*(\n\s+- [A-Z])*/, 'inputGroups: [A]');
    const line = wrong.split('\n').findIndex((text) => text.includes('inputGroups')) + 1;
    const read = () => parseConfiguration(wrong, 'failover.yaml');
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(new RegExp(`failover\\.yaml:${line}\\b|line ${line}\\b`));
    expect(read).toThrow(/two sites or more/);
  });

  it('cannot have both', () => {
    const both = former.replace('inputGroups:', 'sites: [A, B]\n    inputGroups:');
    expect(() => parseConfiguration(both, 'failover.yaml')).toThrow(/inputGroups.*no such key/);
  });
});

describe('a group', () => {
  const { groups } = parseConfiguration(minimalText, 'failover.yaml');
  const [definition] = Object.values(groups);
  if (!definition) throw new Error('The file has no group.');

  it('is taken from a template that calls its sites input groups, as a rollback brings it back', () => {
    const { sites, policy } = definition;
    expect(v.parse(groupDefinition, { inputGroups: sites, policy })).toEqual({ sites, policy });
  });
});

it.each([null, 7, 'inputGroup', ['inputGroup'], { site: 'A', inputGroup: 'B' }])(
  'whatever has no former name of its own stays as it is: %j',
  (given) => {
    expect(underPresentName(given, 'site')).toBe(given);
  },
);
