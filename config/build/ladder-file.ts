import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

/**
 * Puts the ladders that are kept in files of their own into a configuration: wherever a key `ladder` names a YAML file,
 * its content takes the name's place. Paths are relative to the configuration.
 * @throws Error of the file system or of YAML when a named file cannot be read.
 */
export function withLadderFiles(input: unknown, configurationFile: string): unknown {
  if (Array.isArray(input)) return input.map((item: unknown) => withLadderFiles(item, configurationFile));
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).map(([key, value]: [string, unknown]) => [
      key,
      key === 'ladder' && typeof value === 'string' && /\.ya?ml$/.test(value)
        ? (parse(readFileSync(join(dirname(configurationFile), value), 'utf8')) as unknown)
        : withLadderFiles(value, configurationFile),
    ]),
  );
}
