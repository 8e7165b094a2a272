import { parse } from 'yaml';
import { KnownError } from '../config/known-error.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import { readTextFile } from '../config/read-file.ts';
import { yamlCharactersMax } from '../config/read-yaml.ts';
import { isRecord } from '../config/record.ts';
import { didYouMean } from '../config/suggestion.ts';
import type { PolicySetting } from './rehearsal.ts';

/** Which sites a group has is no part of its policy. */
const siteKeys = ['sites', 'inputGroups'];

/**
 * The policy of a failover group of somebody's own file, as settings for the drill.
 * @param wanted - the group; undefined: the only one
 * @throws KnownError where the file is wrong, or it is not clear which group is meant
 */
export function policyIn(file: string, wanted: string | undefined): readonly PolicySetting[] {
  const names = Object.keys(loadConfiguration(file).groups);
  const name = wanted ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined || !names.includes(name)) {
    throw new KnownError(
      name === undefined
        ? `${file} has ${names.length} failover groups.`
        : `${file} has no failover group "${name}".${didYouMean(name, names)}`,
      `Choose one with --group. Allowed: ${names.join(', ')}.`,
    );
  }
  const data: unknown = parse(readTextFile(file, yamlCharactersMax));
  const groups: unknown = isRecord(data) ? data['groups'] : undefined;
  const group: unknown = isRecord(groups) ? groups[name] : undefined;
  return Object.entries(isRecord(group) ? group : {})
    .filter(([key]) => !siteKeys.includes(key))
    .map(([key, value]) => ({ path: [key], value }));
}
