/** Goal: a text that people read shows what it is, in any script, and nothing that does not show gets through. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hiddenIn } from '../../config/plain-text.ts';

describe('a text that shows what it is', () => {
  it.each([
    'Regen in A, 20 % loss – "see mail" <ops@example.org>',
    'Анна',
    '日本語',
    'नमस्ते क्षेत्र',
    'สวัสดี',
    'שָׁלוֹם',
    'Tiếng Việt'.normalize('NFD'),
    'བསྒྲུབས',
    '⚠️ storm',
    '😀',
  ])('is taken: %s', (text) => {
    expect(hiddenIn(text)).toBeNull();
  });
});

describe('a text with something hidden in it', () => {
  it.each([
    ['a zero-width space', 'a\u200bb', 'U+200B'],
    ['a zero-width joiner', 'a\u200db', 'U+200D'],
    ['a byte order mark', '\ufeffa', 'U+FEFF'],
    ['a soft hyphen', 'a\u00adb', 'U+00AD'],
    ['another reading direction', 'a\u202eb', 'U+202E'],
    ['a tag character', 'a\u{e0041}', 'U+E0041'],
    ['half a character', 'a\ud800', 'U+D800'],
    ['a filler that counts as a letter', 'a\u3164', 'U+3164'],
    ['a variation selector', 'a\ufe0f', 'U+FE0F'],
    ['a joiner that counts as a mark', 'a\u034fb', 'U+034F'],
    ['a blank that counts as a symbol', 'a\u2800b', 'U+2800'],
    ['a control character', 'a\u0007', 'U+0007'],
    ['a line separator', 'a\u2028b', 'U+2028'],
    ['a private character', 'a\ue000', 'U+E000'],
    ['no character at all', 'a\uffff', 'U+FFFF'],
  ])('is refused and the character named: %s', (_what, text, codePoint) => {
    expect(hiddenIn(text)).toContain(codePoint);
  });

  it('is refused where marks are piled up, or where there is nothing to see', () => {
    expect(hiddenIn(`a${'\u0301'.repeat(400)}`)).toMatch(/combining marks/);
    expect(hiddenIn('\u0301')).toMatch(/nothing to see/);
    expect(hiddenIn('\u00a0\u2003')).toMatch(/nothing to see/);
  });

  it('is refused wherever a format or a control character stands', () => {
    const invisible = fc
      .integer({ min: 0, max: 0x10ffff })
      .map((point) => String.fromCodePoint(point))
      .filter((character) => /\p{Cf}|\p{Cc}|\p{Cs}/u.test(character));
    fc.assert(
      fc.property(fc.string(), invisible, fc.string(), (before, character, after) => {
        expect(hiddenIn(`${before}${character}${after}`)).not.toBeNull();
      }),
      { numRuns: 300, seed: 9 },
    );
  });
});
