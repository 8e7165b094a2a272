import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { withLadderFiles } from './build/ladder-file.ts';
import { configurationSchema, type Configuration } from './configuration.ts';
import { crossChecks } from './cross-checks.ts';
import { describeIssue } from './describe-issue.ts';
import { ConfigurationError, type Problem } from './problem.ts';
import { unknownKeys } from './unknown-keys.ts';

/**
 * Reads a deployment's configuration from a YAML file.
 * @throws ConfigurationError naming everything that is wrong with it.
 */
export function loadConfiguration(file: string): Configuration {
  return parseConfiguration(readText(file), file);
}

/**
 * Reads a configuration from YAML text; `source` is what messages call it.
 * @throws ConfigurationError naming everything that is wrong with it. How the parts agree with each other is looked at
 * once each of them is right in itself.
 */
export function parseConfiguration(text: string, source: string): Configuration {
  const lines = new LineCounter();
  const document = documentOf(text, source, lines);
  if (document.errors.length > 0) {
    throw new ConfigurationError(
      source,
      document.errors.map((error) => ({
        path: [],
        line: lines.linePos(error.pos[0]).line,
        text: isStackSpent(error) ? tooDeep : `this is not YAML: ${error.message.split('\n')[0] ?? ''}`,
      })),
    );
  }
  const input = withLadders(dataOf(document, source), source);
  const result = v.safeParse(configurationSchema, input);
  const problems = [
    ...unknownKeys(configurationSchema, input),
    ...(result.success ? crossChecks(result.output) : result.issues.map(describeIssue)),
  ]
    .map((problem) => withLine(problem, document, lines))
    .sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
  if (!result.success || problems.length > 0) throw new ConfigurationError(source, problems);
  return result.output;
}

/** A thousand channels take a fraction of it. */
const charactersMax = 5_000_000;

function documentOf(text: string, source: string, lineCounter: LineCounter): Document {
  if (text.length > charactersMax) {
    const problem = `too long to be a configuration (${text.length} characters). Allowed: ${charactersMax}.`;
    throw new ConfigurationError(source, [{ path: [], text: problem }]);
  }
  try {
    return parseDocument(text, { lineCounter });
  } catch (error) {
    throw unreadable(error, source);
  }
}

function dataOf(document: Document, source: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw unreadable(error, source);
  }
}

const tooDeep =
  'sections are nested too deep to be a configuration. docs/configuration.md shows what one looks like.';

/** The parser goes as deep as the text does, and reports the end of the stack as it does any other error. */
function isStackSpent({ message }: Error): boolean {
  return message.includes('call stack');
}

function unreadable(error: unknown, source: string): unknown {
  if (!(error instanceof RangeError || error instanceof ReferenceError)) return error;
  const text = isStackSpent(error)
    ? tooDeep
    : `an alias cannot be followed (${error.message}). Write out what it stands for.`;
  return new ConfigurationError(source, [{ path: [], text }]);
}

/** The data with the ladders that are in files of their own. */
function withLadders(data: unknown, source: string): unknown {
  try {
    return withLadderFiles(data, source);
  } catch (error) {
    throw new ConfigurationError(source, [
      {
        path: [],
        text: `a ladder's file cannot be read (${error instanceof Error ? error.message : String(error)}). Give its path relative to this file, or the name of a ready ladder.`,
      },
    ]);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError(file, [
      {
        path: [],
        text: `the file cannot be read (${error instanceof Error ? error.message : String(error)}). Name a YAML file, like -c config=examples/control-plane.yaml.`,
      },
    ]);
  }
}

/** The line of the nearest key above the problem that is in the file. */
function withLine(problem: Problem, document: Document, lines: LineCounter): Problem {
  for (let depth = problem.path.length; depth > 0; depth -= 1) {
    const node: unknown = document.getIn(problem.path.slice(0, depth), true);
    if (isNode(node) && node.range != null) {
      return { ...problem, line: lines.linePos(node.range[0]).line };
    }
  }
  return problem;
}
