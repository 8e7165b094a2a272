import * as sound from '../sound-facts.ts';
import type { Spoilt } from './spoilt.ts';

const { channel, input } = sound;
const attachedTo = (index: number, change: object): sound.Parts => ({
  channel: channel({
    InputAttachments: sound.attachments.map((known, at) => (at === index ? { ...known, ...change } : known)),
  }),
});
const pair = (InputPreference: string) =>
  attachedTo(0, { AutomaticInputFailoverSettings: { SecondaryInputId: 'input-b', InputPreference } });

/** What is wrong with the channel itself, or with what is attached to it. */
export const spoiltChannels: readonly Spoilt[] = [
  [
    'channel-class',
    'one pipeline',
    { channel: channel({ ChannelClass: 'SINGLE_PIPELINE' }) },
    'error',
    /SINGLE_PIPELINE/,
  ],
  [
    'channel-class',
    'one pipeline, as configured',
    { channel: channel({ ChannelClass: 'SINGLE_PIPELINE' }), expected: sound.expected({ pipelines: 1 }) },
    'warning',
    /as the configuration says/,
  ],
  [
    'channel-state',
    'a failed update',
    { channel: channel({ State: 'UPDATE_FAILED' }) },
    'error',
    /UPDATE_FAILED/,
  ],
  [
    'channel-state',
    'a channel that recovers',
    { channel: channel({ State: 'RECOVERING' }) },
    'warning',
    /RECOVERING: a pipeline is down/,
  ],
  [
    'pipelines-running',
    'one pipeline by the count',
    { channel: channel({ PipelinesRunningCount: 1 }) },
    'warning',
    /1 of 2 pipelines running/,
  ],
  [
    'pipelines-running',
    'one pipeline by its details',
    { channel: channel({ PipelineDetails: [{ PipelineId: '1' }] }) },
    'warning',
    /1 of 2 pipelines running/,
  ],
  [
    'pipelines-running',
    'none of one',
    { channel: channel({ ChannelClass: 'SINGLE_PIPELINE', PipelinesRunningCount: 0 }) },
    'error',
    /0 of 1 pipeline running/,
  ],
  ['channel-state', 'a channel at rest', { channel: channel({ State: 'IDLE' }) }, 'note', /state IDLE/],
  [
    'two-attachments',
    'one site',
    { channel: channel({ InputAttachments: sound.attachments.slice(0, 1) }) },
    'error',
    /one input is attached/,
  ],
  [
    'two-attachments',
    'no site',
    { channel: channel({ InputAttachments: [] }) },
    'error',
    /no input is attached/,
  ],
  [
    'attachment-names',
    'an attachment without a name',
    attachedTo(1, { InputAttachmentName: '' }),
    'error',
    /no name/,
  ],
  [
    'attachment-names',
    'two of one name',
    attachedTo(1, { InputAttachmentName: 'site-a' }),
    'error',
    /"site-a" too/,
  ],
  [
    'input-exists',
    'an input that is gone',
    attachedTo(1, { InputId: 'input-x' }),
    'error',
    /no input input-x/,
  ],
  [
    'automatic-input-failover',
    'a pair with a primary input',
    pair('PRIMARY_INPUT_PREFERRED'),
    'error',
    /pair with input "site-b", PRIMARY_INPUT_PREFERRED/,
  ],
  ['automatic-input-failover', 'a pair of equals', pair('EQUAL_INPUT_PREFERENCE'), 'warning', /EQUAL/],
  [
    'two-feeds',
    'one flow for two pipelines',
    { inputs: [input('b', { MediaConnectFlows: [{ FlowArn: sound.flowArn('b0') }] })] },
    'error',
    /one MediaConnect flow feeds it: pipeline 1/,
  ],
  [
    'two-feeds',
    'no flow',
    { inputs: [input('b', { MediaConnectFlows: [] })] },
    'error',
    /no MediaConnect flow/,
  ],
  [
    'two-feeds',
    'a push input of one address',
    { inputs: [input('b', { Type: 'RTP_PUSH', InputClass: 'SINGLE_PIPELINE', MediaConnectFlows: [] })] },
    'error',
    /SINGLE_PIPELINE: it feeds pipeline 0 only/,
  ],
  [
    'loss-alert',
    'an input whose loss shows otherwise',
    { inputs: [input('b', { Type: 'RTMP_PUSH', MediaConnectFlows: [] })] },
    'error',
    /RTMP_PUSH; by default counts Stopped Receiving UDP Input/,
  ],
  [
    'loss-alert',
    'an alert that is not counted',
    {
      expected: sound.expected({
        policy: sound.policyOf('alerts: { Video Not Detected: {} }, flow: { countsOnAir: false }'),
      }),
      inputs: [input('b', { Type: 'RTP_PUSH', MediaConnectFlows: [] })],
    },
    'error',
    /the policy of "news" counts Video Not Detected/,
  ],
  [
    'standby-evidence',
    'a standby that says nothing',
    { inputs: [input('b', { Type: 'RTP_PUSH', MediaConnectFlows: [] })] },
    'note',
    /RTP_PUSH, of which nothing is known/,
  ],
  [
    'standby-evidence',
    'failback to one that says nothing',
    {
      expected: sound.expected({ policy: sound.policyOf('failback: { mode: automatic }') }),
      inputs: [input('a', { Type: 'RTP_PUSH', MediaConnectFlows: [] })],
    },
    'warning',
    /failback is automatic/,
  ],
];
