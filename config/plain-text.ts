import * as v from 'valibot';

/** Blank cells of Braille: Unicode counts it as a symbol, and nobody sees it. */
const brailleBlank = '\u2800';

/**
 * What does something instead of showing, or shows nothing: control and format characters, half characters, what Unicode has
 * not assigned or leaves to private agreement, line separators, and what a font is to leave out.
 */
const hidden = new RegExp(`\\p{C}|\\p{Default_Ignorable_Code_Point}|[\\u2028\\u2029${brailleBlank}]`, 'u');

/** Asks for the coloured form of the sign before it: the one invisible character that is typed in good faith. */
const colouredForm = /(?<=\p{Extended_Pictographic})\uFE0F/gu;

/** More in a row than any script writes on one letter; hundreds paint over the lines above and below. */
const marksMax = 4;
const pile = new RegExp(`\\p{M}{${marksMax + 1}}`, 'u');

const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Why people would not see what such a text says; null: it shows what it is. */
export function hiddenIn(text: string): string | null {
  const plain = text.replace(colouredForm, '');
  const character = hidden.exec(plain)?.[0];
  if (character !== undefined) {
    return `Control characters and others that do not show are not allowed: ${codePoint(character)}. Leave it out.`;
  }
  if (pile.test(plain)) {
    return `More than ${marksMax} combining marks in a row are not allowed. Leave them out.`;
  }
  return visible.test(plain) ? null : 'There is nothing to see in it. Give it a word.';
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** For a schema of a text that people read in messages and logs: it shows what it is. */
export const plainText = v.check(
  (text: string) => hiddenIn(text) === null,
  ({ input }) => hiddenIn(input) ?? '',
);
