import { withLadderFiles } from '../../config/channel/ladder-file.ts';
import { readTextFile } from '../../config/read-file.ts';
import { readYaml, yamlCharactersMax } from '../../config/read-yaml.ts';
import { isRecord } from '../../config/record.ts';

/**
 * A configuration as a text that can be synthesized anywhere: the files that it names relative to itself stand in it.
 * @param without - the name of a channel that is left out
 */
export function standalone(file: string, without?: string): string {
  const { data } = readYaml(readTextFile(file, yamlCharactersMax));
  const whole = withLadderFiles(data, file);
  return JSON.stringify(without === undefined ? whole : withoutChannel(whole, without));
}

function withoutChannel(file: unknown, name: string): unknown {
  const channels: unknown = isRecord(file) ? file['channels'] : undefined;
  if (!isRecord(file) || !Array.isArray(channels)) return file;
  const others = channels.filter((channel: unknown) => !isRecord(channel) || channel['name'] !== name);
  return { ...file, channels: others };
}
