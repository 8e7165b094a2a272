import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument, type Document } from 'yaml';
import type { ChannelConfiguration, Configuration, GroupConfiguration } from '../config/configuration.ts';
import { parseConfiguration } from '../config/load-configuration.ts';

/** A setting of the policy by its path in the configuration, like `start.lead`, and its value in YAML. */
export interface PolicySetting {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What a drill deploys, and what it has to know of it. */
export interface Rehearsal {
  /** The configuration's text, for the app to read; the same text is the same deployment. */
  readonly text: string;
  readonly configuration: Configuration;
  readonly channel: ChannelConfiguration;
  readonly policy: GroupConfiguration['policy'];
  /** By name, highest priority first. */
  readonly sites: readonly string[];
}

const file = join(import.meta.dirname, 'configuration.yaml');
const groupName = 'news';
const alertType = 'Stopped Receiving UDP Input';
/** What a channel raises that starts on a site without packets. */
const startAlertType = 'Initial Probe is Taking Longer Than Expected';

/** What is deployed otherwise than the file says. */
export interface Difference {
  /** The rules bring events with a role. */
  readonly eventRole?: boolean;
  readonly region?: string;
  /** Keys of the channel's `build`. */
  readonly build?: Readonly<Record<string, unknown>>;
}

/**
 * The drill's configuration with some settings of its policy changed; later settings win.
 * @throws ConfigurationError when the configuration does not allow one of them.
 */
export function rehearse(
  settings: readonly PolicySetting[],
  { eventRole = false, region, build = {} }: Difference = {},
): Rehearsal {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const ofChannel = ['channels', 0, 'build'];
  if (region !== undefined) {
    document.setIn(['region'], region);
    document.setIn([...ofChannel, 'availabilityZones'], [`${region}a`, `${region}b`]);
  }
  for (const [key, value] of Object.entries(build)) document.setIn([...ofChannel, key], value);
  if (eventRole) document.setIn(['controlPlane', 'eventRole'], true);
  for (const { path, value } of settings) set(document, path, value);
  const text = document.toString();
  const configuration = parseConfiguration(text, 'The configuration of the drill');
  const [channel] = configuration.channels;
  const group = configuration.groups[groupName];
  if (channel?.build === undefined || group === undefined) {
    throw new Error(`${file} must have a failover group "${groupName}" and one channel that is built.`);
  }
  const { policy, sites } = group;
  return { text, configuration, channel, policy, sites };
}

function set(document: Document, path: readonly string[], value: unknown): void {
  document.setIn(['groups', groupName, ...path], document.createNode(value));
}

/** Reads `failback.mode=automatic`. Undefined: there is no `=`. */
export function parseSetting(text: string): PolicySetting | undefined {
  const equals = text.indexOf('=');
  if (equals < 1) return undefined;
  return { path: text.slice(0, equals).split('.'), value: parse(text.slice(equals + 1)) };
}

/** One confirmation window for alerts and flows alike. */
export function windowSettings(window: string): readonly PolicySetting[] {
  return everyWindow('confirm', window);
}

/** One clear window for alerts and flows alike. */
export function clearSettings(window: string): readonly PolicySetting[] {
  return everyWindow('clear', window);
}

function everyWindow(kind: 'confirm' | 'clear', value: string): readonly PolicySetting[] {
  return [
    { path: ['alerts', alertType, kind], value },
    { path: ['alerts', startAlertType, kind], value },
    { path: ['flow', kind], value },
  ];
}

/** How long a loss of packets must last before it counts, in ms. */
export function confirmMs({ policy }: Rehearsal): number {
  return policy.alerts[alertType]?.confirmMs ?? policy.flow.confirmMs;
}

/** How long a site must have been well before it counts as well, in ms. */
export function clearMs({ policy }: Rehearsal): number {
  return policy.flow.clearMs;
}
