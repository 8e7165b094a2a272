import type { Severity } from '../../../../cli/check/finding.ts';
import * as sound from '../sound-facts.ts';

/** One thing done to a sound channel, and what a rule has to say about it. */
export type Spoilt = readonly [
  rule: string,
  what: string,
  spoilt: sound.Parts,
  severity: Severity,
  found: RegExp,
];

const { channel, encoder } = sound;

export const withEncoder = (change: object): sound.Parts => ({
  channel: channel({ EncoderSettings: { ...encoder, ...change } }),
});
export const withGlobal = (change: object) =>
  withEncoder({ GlobalConfiguration: { ...encoder.GlobalConfiguration, ...change } });

/** One output group more than the sound channel has. */
export const withGroup = (OutputGroupSettings: object): sound.Parts =>
  withEncoder({
    OutputGroups: [...encoder.OutputGroups, { Name: 'more', OutputGroupSettings, Outputs: [] }],
  });
/** One destination more than the sound channel has. */
export const withDestination = (settings: object): sound.Parts => ({
  channel: channel({ Destinations: [...sound.destinations, { Id: 'more', ...settings }] }),
});
