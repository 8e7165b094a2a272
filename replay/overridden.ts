import { isMap, isScalar, parseDocument } from 'yaml';
import type { Configuration } from '../config/configuration.ts';
import { loadConfiguration, parseConfiguration } from '../config/load-configuration.ts';
import { readTextFile } from '../config/read-file.ts';
import { yamlCharactersMax } from '../config/read-yaml.ts';

/** A policy key and another value for it, as in the configuration file: `start.type` and `immediate`. */
export interface Override {
  readonly path: readonly string[];
  readonly value: string;
}

/**
 * Reads a configuration with other values for keys of the policy, in every failover group: what would another policy have
 * done? The values are checked as those of the file are.
 * @throws ConfigurationError
 */
export function loadOverridden(file: string, overrides: readonly Override[]): Configuration {
  const configuration = loadConfiguration(file);
  if (overrides.length === 0) return configuration;
  const document = parseDocument(readTextFile(file, yamlCharactersMax));
  const groups = document.get('groups');
  for (const { key } of isMap(groups) ? groups.items : []) {
    if (!isScalar(key)) continue;
    for (const { path, value } of overrides) {
      document.setIn(['groups', key.value, ...path], parseDocument(value).toJS());
    }
  }
  const changes = overrides.map(({ path, value }) => `${path.join('.')}=${value}`);
  return parseConfiguration(document.toString(), `${file} with ${changes.join(', ')}`);
}
