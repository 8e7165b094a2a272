/** A JSON value found in a text, or a stretch of it that is none. */
export type Found =
  | { readonly type: 'value'; readonly line: number; readonly value: unknown; readonly text: string }
  | { readonly type: 'junk'; readonly line: number; readonly text: string };

/** What stands between values, and the brackets of lists: the elements of a list are found one by one. */
const between = /[\s,[\]]/;

/** What command lines put before the JSON of a log event: its time, and perhaps its stream (`aws logs tail`). */
const logPrefix = /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?[ \t]+(?:[^\s{]+[ \t]+)?(?=\{)/y;

/**
 * Finds the JSON objects and strings of a text, with the line each begins in: one a line, several in one, over many lines,
 * in lists, in a row without anything between (Firehose). What is no JSON costs no more than itself: the values after it are found.
 */
export function jsonTexts(text: string): readonly Found[] {
  const found: Found[] = [];
  const lines = new LineCount(text);
  for (let at = 0; at < text.length;) {
    const first = text[at] ?? '';
    if (between.test(first)) {
      at += 1;
      continue;
    }
    const start = at + prefixAt(text, at);
    const opening = text[start] ?? '';
    const end =
      opening === '{' ? endOfObject(text, start) : opening === '"' ? endOfString(text, start) : null;
    const value = end === null ? undefined : parsed(text.slice(start, end));
    if (end !== null && value !== undefined) {
      found.push({ type: 'value', line: lines.at(at), value, text: text.slice(start, end) });
      at = end;
    } else {
      const after = opening === '{' ? nextSibling(text, at) : lineEnd(text, at);
      found.push({ type: 'junk', line: lines.at(at), text: text.slice(at, after).trim() });
      at = after;
    }
  }
  return found;
}

/** Counts lines up to places that only go forward. */
class LineCount {
  readonly #text: string;
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  at(place: number): number {
    for (let end = this.#text.indexOf('\n', this.#counted); end !== -1 && end < place;) {
      this.#line += 1;
      this.#counted = end + 1;
      end = this.#text.indexOf('\n', this.#counted);
    }
    return this.#line;
  }
}

function prefixAt(text: string, at: number): number {
  logPrefix.lastIndex = at;
  return logPrefix.exec(text)?.[0].length ?? 0;
}

/** Behind the bracket that closes the object; null: it never ends. */
function endOfObject(text: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      if (end === null) return null;
      at = end - 1;
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** Behind the closing quote; null: the line ends first, which JSON does not allow in a string. */
function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return null;
}

/** Where an object that is broken is over: before the next line that is indented no deeper and closes nothing. */
function nextSibling(text: string, at: number): number {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const depth = indentation(text, lineStart);
  for (let end = lineEnd(text, at); end < text.length; end = lineEnd(text, end + 1)) {
    const indented = indentation(text, end + 1);
    const first = text[end + 1 + indented] ?? '\n';
    if (indented <= depth && !/[\s}\]]/.test(first)) return end;
  }
  return text.length;
}

function indentation(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at - lineStart;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
