import { describe, expect, it } from '@jest/globals';
import { didYouMean, suggestion } from '../../config/suggestion.ts';

describe('a suggestion', () => {
  it.each([
    ['sites', 'sites'],
    ['site', 'sites'],
    ['chanels', 'channels'],
    ['nmae', 'name'],
  ])('for "%s" is "%s"', (given, meant) => {
    expect(suggestion(given, ['name', 'channels', 'sites'])).toBe(meant);
  });

  it('is the nearest of several', () => {
    expect(suggestion('flows', ['slow', 'flow', 'flower'])).toBe('flow');
  });

  it('is silent when nothing is near', () => {
    expect(didYouMean('xyzzy', ['name', 'channels'])).toBe('');
    expect(didYouMean('x', [])).toBe('');
  });
});
