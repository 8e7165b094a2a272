import { describe, expect, it } from '@jest/globals';
import { chosenFile } from '../../bin/chosen-file.ts';

describe('the file that is deployed', () => {
  it('is the one that the context names', () => {
    expect(chosenFile({ '@aws-cdk/core:x': true, raisedQuotas: 'all', config: 'mine.yaml' })).toBe(
      'mine.yaml',
    );
  });

  it.each([{}, { config: '' }, { config: true }])('has no default: %j', (context) => {
    expect(() => chosenFile(context)).toThrow(/No configuration is named, and there is no default/);
  });

  it.each([
    ['confg', 'config'],
    ['Config', 'config'],
    ['configs', 'config'],
    ['raisedQuota', 'raisedQuotas'],
  ])('is refused where -c %s would have no effect', (key, meant) => {
    expect(() => chosenFile({ config: 'mine.yaml', [key]: 'x' })).toThrow(`Did you mean "${meant}"?`);
  });
});
