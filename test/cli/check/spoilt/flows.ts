import * as sound from '../sound-facts.ts';
import type { Spoilt } from './spoilt.ts';

const { channel, flow, input } = sound;
const oneSource = { Sources: [sound.source('main', 'rtp')] };

/** What is wrong with the flows behind the inputs. */
export const spoiltFlows: readonly Spoilt[] = [
  [
    'flow-exists',
    'a flow that is gone',
    {
      inputs: [
        input('b', {
          MediaConnectFlows: [{ FlowArn: sound.flowArn('b0') }, { FlowArn: sound.flowArn('x') }],
        }),
      ],
    },
    'error',
    /no flow arn:.*:x$/,
  ],
  [
    'flow-zones',
    'both flows in one zone',
    { flows: [flow('b1', 'eu-west-1a')] },
    'error',
    /both flows are in eu-west-1a/,
  ],
  [
    'same-zones',
    'zones the other way round',
    { flows: [flow('b0', 'eu-west-1b'), flow('b1', 'eu-west-1a')] },
    'error',
    /eu-west-1b, eu-west-1a, those of input "site-a" in eu-west-1a, eu-west-1b/,
  ],
  ['same-zones', 'a third zone', { flows: [flow('b1', 'eu-west-1c')] }, 'error', /eu-west-1c/],
  [
    'own-flows',
    'a flow for two sites',
    {
      inputs: [
        input('b', {
          MediaConnectFlows: [{ FlowArn: sound.flowArn('b0') }, { FlowArn: sound.flowArn('a1') }],
        }),
      ],
    },
    'error',
    /as input "site-a", pipeline 1 is/,
  ],
  [
    'flow-running',
    'a standby that stands still',
    { flows: [flow('b0', 'eu-west-1a', { Status: 'STANDBY' })] },
    'error',
    /flow b0 is STANDBY/,
  ],
  [
    'flow-running',
    'flows at rest behind a channel at rest',
    { channel: channel({ State: 'IDLE' }), flows: [flow('b0', 'eu-west-1a', { Status: 'STANDBY' })] },
    'note',
    /flow b0 is STANDBY/,
  ],
  [
    'source-failover',
    'one source',
    { flows: [flow('b0', 'eu-west-1a', { ...oneSource, SourceFailoverConfig: { State: 'DISABLED' } })] },
    'warning',
    /one source, source failover is disabled/,
  ],
  [
    'source-failover',
    'no second source',
    { flows: [flow('b0', 'eu-west-1a', oneSource)] },
    'warning',
    /enabled and one source/,
  ],
  [
    'source-failover-mode',
    'SRT merged',
    {
      flows: [
        flow('b0', 'eu-west-1a', {
          Sources: ['main', 'backup'].map((name) => sound.source(name, 'srt-listener')),
          SourceFailoverConfig: { State: 'ENABLED', FailoverMode: 'MERGE' },
        }),
      ],
    },
    'error',
    /merges sources of srt-listener/,
  ],
  [
    'source-priority',
    'no primary source',
    {
      flows: [
        flow('b0', 'eu-west-1a', { SourceFailoverConfig: { State: 'ENABLED', FailoverMode: 'FAILOVER' } }),
      ],
    },
    'note',
    /prefers neither main nor backup/,
  ],
  [
    'flow-maintenance',
    'both flows on one day',
    { flows: [flow('b1', 'eu-west-1b', { Maintenance: { MaintenanceDay: 'Tuesday' } })] },
    'warning',
    /restart both flows on Tuesday/,
  ],
];
