import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, ErrorCode, YAMLMap } from 'yaml';
import type { Problem } from './problem.ts';

/** What a YAML text says, and where. */
export interface YamlText {
  readonly data: unknown;
  /** The line, from 1, of what is at a path, or of the nearest above it that is in the text. */
  readonly lineOf: (path: Problem['path']) => number | undefined;
}

/** Why a text cannot be taken in. */
export interface YamlFault {
  readonly text: string;
  /** The same without a word of the text, which may be a secret. */
  readonly discreet: string;
  readonly line?: number;
}

/** The text is no YAML, or makes no data; `faults` has one at least. */
export class NotYaml extends Error {
  readonly faults: readonly YamlFault[];

  constructor(faults: readonly YamlFault[]) {
    super(faults[0]?.discreet ?? '');
    this.name = 'NotYaml';
    this.faults = faults;
  }
}

/** A thousand channels take a fraction of it. */
export const yamlCharactersMax = 5_000_000;

/**
 * Reads YAML that may be anybody's, and never takes much longer than its length asks for.
 * @throws NotYaml
 */
export function readYaml(text: string): YamlText {
  if (text.length > yamlCharactersMax) {
    throw fault(`too long to be a configuration (${text.length} characters). Allowed: ${yamlCharactersMax}.`);
  }
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  try {
    // The library compares each key with each other one; `repeatedKeys` does not.
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
    const broken = syntaxFaults(document, lineAt, text.split('\n'));
    const faults = broken.length > 0 ? broken : repeatedKeys(document, lineAt);
    if (faults.length > 0) throw new NotYaml(faults);
    const data: unknown = document.toJS();
    if (holdsItself(data)) throw fault(itself);
    return { data, lineOf: lineFinder(document, lineAt) };
  } catch (error) {
    throw whyUnreadable(error);
  }
}

const tooDeep =
  'sections are nested too deep to be a configuration. docs/configuration.md shows what one looks like.';
const itself =
  'an alias stands for a section that holds the alias itself, and so is nested too deep to have an end. Write out what it stands for.';

const fault = (text: string) => new NotYaml([{ text, discreet: text }]);

/** The parser goes as deep as the text does, and reports the end of the stack as it does any other error. */
function isStackSpent({ message }: Error): boolean {
  return message.includes('call stack');
}

/** What the parser says for programmers, by its code; of these one is enough. */
const plainly: Readonly<Partial<Record<ErrorCode, string>>> = {
  TAB_AS_INDENT: 'a tab stands before the text. Indent with spaces.',
  MULTIPLE_DOCS: 'a second document begins here (---). Keep one, or give each a file of its own.',
};

function syntaxFaults(
  document: Document,
  lineAt: (offset: number) => number,
  texts: readonly string[],
): readonly YamlFault[] {
  const plain = document.errors.find(({ code }) => code in plainly);
  return (plain === undefined ? document.errors : [plain]).map((error) => {
    const line = lineAt(error.pos[0]);
    const discreet = `it is not YAML: ${error.code}`;
    const plainText = plainly[error.code];
    if (isStackSpent(error)) return { text: tooDeep, discreet: tooDeep, line };
    if (plainText !== undefined) return { text: `this is not YAML: ${plainText}`, discreet, line };
    const [sentence = ''] = error.message.split('\n');
    const why = sentence.replace(/( at line \d+, column \d+)?:?$/, '');
    const shown = (texts[line - 1] ?? '').trim().slice(0, 60);
    return {
      text: `this is not YAML, near "${shown}": ${why}. Look at this line and those beside it.`,
      discreet,
      line,
    };
  });
}

function repeatedKeys(document: Document, lineAt: (offset: number) => number): readonly YamlFault[] {
  const faults: YamlFault[] = [];
  visit(document, {
    Map: (_key, map: YAMLMap) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const text = `${JSON.stringify(key.value)} is a key of this section already. Keep one of them.`;
          const line = lineAt(key.range?.[0] ?? 0);
          faults.push({ text, discreet: 'a section has a key twice', line });
        }
        seen.add(key.value);
      }
    },
  });
  return faults;
}

function whyUnreadable(error: unknown): unknown {
  if (!(error instanceof RangeError || error instanceof ReferenceError)) return error;
  if (isStackSpent(error)) return fault(tooDeep);
  const text = `an alias cannot be followed (${error.message}). Write out what it stands for.`;
  return new NotYaml([{ text, discreet: 'an alias cannot be followed' }]);
}

/** Whether the data has no end, since a part of it is in itself. */
function holdsItself(data: unknown, above = new Set<unknown>(), finite = new Set<unknown>()): boolean {
  if (typeof data !== 'object' || data === null || finite.has(data)) return false;
  if (above.has(data)) return true;
  above.add(data);
  const endless = Object.values(data).some((part) => holdsItself(part, above, finite));
  above.delete(data);
  finite.add(data);
  return endless;
}

/** Each section's keys are looked through once, however many are looked for. */
function lineFinder(document: Document, lineAt: (offset: number) => number): YamlText['lineOf'] {
  const indexes = new Map<YAMLMap, ReadonlyMap<string, unknown>>();
  const partOf = (node: unknown, key: string | number): unknown => {
    if (isSeq(node)) return node.items[Number(key)];
    if (!isMap(node)) return undefined;
    const index = indexes.get(node) ?? indexOf(node);
    indexes.set(node, index);
    return index.get(String(key));
  };
  return (path) => {
    let line: number | undefined;
    let node: unknown = document.contents;
    for (const key of path) {
      node = partOf(node, key);
      if (!isNode(node)) return line;
      if (node.range != null) line = lineAt(node.range[0]);
    }
    return line;
  };
}

function indexOf(map: YAMLMap): ReadonlyMap<string, unknown> {
  return new Map(map.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), value]));
}
