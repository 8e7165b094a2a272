import { dirname, join } from 'node:path';
import { readTextFile } from '../read-file.ts';
import { NotYaml, readYaml, yamlCharactersMax } from '../read-yaml.ts';

/**
 * Puts the ladders that are kept in files of their own into a configuration: wherever a key `ladder` names a YAML file,
 * its content takes the name's place. Paths are relative to the configuration.
 * @throws Error when a named file cannot be read. It shows nothing of what is in the file: where configurations of strangers are
 * built, one may name a file that is not theirs to see.
 */
export function withLadderFiles(input: unknown, configurationFile: string): unknown {
  if (Array.isArray(input)) return input.map((item: unknown) => withLadderFiles(item, configurationFile));
  if (typeof input !== 'object' || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).map(([key, value]: [string, unknown]) => [
      key,
      key === 'ladder' && typeof value === 'string' && /\.ya?ml$/.test(value)
        ? ladderIn(join(dirname(configurationFile), value))
        : withLadderFiles(value, configurationFile),
    ]),
  );
}

function ladderIn(file: string): unknown {
  try {
    const { data } = readYaml(readTextFile(file, yamlCharactersMax));
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data;
  } catch (error) {
    if (!(error instanceof NotYaml)) throw error;
    const [{ discreet, line } = { discreet: '' }] = error.faults;
    throw new Error(`${file}${line === undefined ? '' : `, line ${line}`}: ${discreet}`, { cause: error });
  }
  throw new Error(`${file}: there is no section with keys in it`);
}
