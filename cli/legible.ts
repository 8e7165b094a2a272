/**
 * What others have written (reasons, names, messages of alarms) may hold characters that do something to a terminal instead of
 * showing (colours, cursor movements, another reading direction), or that do not show at all and make two texts look alike
 * (zero-width spaces, tags, fillers of Hangul). They are shown as JSON would write them.
 */

const active = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line that shows and does nothing else. */
export function legible(text: string): string {
  return text.replace(active, escaped);
}

/** The same of several lines: line breaks are kept. */
export function legibleLines(text: string): string {
  return text.replace(active, (character) => (character === '\n' ? character : escaped(character)));
}

/** A character beyond the first 65,536 is two of JSON's escapes. */
function escaped(character: string): string {
  return named[character] ?? character.split('').map(unitEscaped).join('');
}

function unitEscaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
