import { isUtf8 } from 'node:buffer';
import * as v from 'valibot';
import { withLadderFiles } from './channel/ladder-file.ts';
import { configurationSchema, type Configuration } from './configuration.ts';
import { crossChecks } from './cross-checks.ts';
import { underPresentName } from './former-name.ts';
import { describeIssue } from './describe-issue.ts';
import { ConfigurationError, problemsListedMax, type FoundProblem, type Problem } from './problem.ts';
import { readFileAtMost } from './read-file.ts';
import { NotYaml, readYaml, yamlCharactersMax, type YamlText } from './read-yaml.ts';
import { isRecord, withValues } from './record.ts';
import { warningsOf } from './without-effect.ts';
import { unknownKeys } from './unknown-keys.ts';

/**
 * Reads a deployment's configuration from a YAML file.
 * @throws ConfigurationError naming what is wrong with it.
 */
export function loadConfiguration(file: string): Configuration {
  return parseConfiguration(readText(file), file);
}

/** The same, with what is allowed and hardly meant. */
export function loadWithWarnings(file: string): {
  readonly configuration: Configuration;
  readonly warnings: readonly Problem[];
} {
  const text = readText(file);
  const configuration = parseConfiguration(text, file);
  return { configuration, warnings: described(warningsOf(configuration).map(asFinding), yamlOf(text, file)) };
}

/**
 * Reads a configuration from YAML text; `source` is what messages call it.
 * @throws ConfigurationError naming what is wrong with it. How the parts agree with each other is looked at once each of them is
 * right in itself.
 */
export function parseConfiguration(text: string, source: string): Configuration {
  const yaml = yamlOf(text, source);
  const shape = shapeProblem(yaml.data);
  if (shape !== null) throw new ConfigurationError(source, [{ path: [], text: shape }]);
  const input = withLadders(withSites(yaml.data), source);
  const result = v.safeParse(configurationSchema, input);
  const unknown = unknownKeys(configurationSchema, input);
  const wrong = result.success ? crossChecks(result.output).map(asFinding) : result.issues.map(describeIssue);
  if (result.success && unknown.length + wrong.length === 0) return result.output;
  // Both are in the order of the file. What cannot come to be listed is not looked up in it.
  const first = [unknown, wrong].flatMap((findings) => findings.slice(0, problemsListedMax));
  throw new ConfigurationError(source, described(first, yaml), unknown.length + wrong.length);
}

/** What makes any other problem pointless to name. */
function shapeProblem(data: unknown): string | null {
  const advice = 'Begin with a copy of examples/control-plane.yaml.';
  if (data === null || data === undefined) return `the file is empty, or has nothing but comments. ${advice}`;
  if (Array.isArray(data)) {
    return `the file is a list. Wanted: keys like name, groups and channels. ${advice}`;
  }
  if (!isRecord(data)) {
    return `the file is a single value. Wanted: keys like name, groups and channels. ${advice}`;
  }
  return null;
}

/** The file with what was once called input groups under the name that they have today. */
function withSites(data: unknown): unknown {
  const groups = isRecord(data) && withValues(data['groups'], (group) => underPresentName(group, 'sites'));
  return groups ? { ...data, groups } : data;
}

const asFinding = ({ path, text }: Problem): FoundProblem => ({ path, describe: () => text });

/** What was found, in the order of the lines. */
function described(findings: readonly FoundProblem[], { lineOf }: YamlText): readonly Problem[] {
  return findings
    .map((finding) => ({ finding, line: lineOf(finding.path) }))
    .sort((left, right) => (left.line ?? 0) - (right.line ?? 0))
    .map(({ finding, line }) => ({
      path: finding.path,
      text: finding.describe(),
      ...(line === undefined ? {} : { line }),
    }));
}

function yamlOf(text: string, source: string): YamlText {
  try {
    return readYaml(text);
  } catch (error) {
    if (!(error instanceof NotYaml)) throw error;
    throw new ConfigurationError(
      source,
      error.faults.map(({ text: why, line }) => ({
        path: [],
        text: why,
        ...(line === undefined ? {} : { line }),
      })),
    );
  }
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
    return textOf(readFileAtMost(file, yamlCharactersMax));
  } catch (error) {
    throw new ConfigurationError(file, [
      {
        path: [],
        text: `the file cannot be read (${error instanceof Error ? error.message : String(error)}). Name a YAML file, like examples/control-plane.yaml.`,
      },
    ]);
  }
}

/** @throws Error where it is not text in UTF-8 */
function textOf(bytes: Buffer): string {
  const text = isUtf8(bytes) ? bytes.toString('utf8') : '\0';
  if (text.includes('\0')) throw new Error('it is not text in UTF-8: have your editor save it so');
  return text;
}
