/**
 * What others have written (reasons, names, messages of alarms) may hold characters that do something to a terminal instead of
 * showing: colours, cursor movements, another reading direction. They are shown as JSON would write them.
 */

const active = /\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/gu;

const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line that shows and does nothing else. */
export function legible(text: string): string {
  return text.replace(active, escaped);
}

/** The same of several lines: line breaks are kept. */
export function legibleLines(text: string): string {
  return text.replace(active, (character) => (character === '\n' ? character : escaped(character)));
}

function escaped(character: string): string {
  return named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
