import type { InputType } from '@aws-sdk/client-medialive';
import { attachedInputs, inputWords, isStandard, type AttachedInput } from '../attached-input.ts';
import type { ExpectedChannel } from '../facts.ts';
import type { Remark } from '../finding.ts';
import { remarks, type Rule } from '../rule.ts';

/** The alerts by which the loss of an input shows, by its type (UG/monitor-activity-types-alerts-channels). */
const lossAlerts: Partial<Record<InputType, readonly string[]>> = {
  MEDIACONNECT: ['Stopped Receiving UDP Input'],
  RTP_PUSH: ['Stopped Receiving UDP Input'],
  UDP_PUSH: ['Stopped Receiving UDP Input'],
  INPUT_DEVICE: ['Stopped Receiving UDP Input'],
  RTMP_PUSH: ['RTMP Stream Not Found', 'RTMP Has No Audio/Video', 'RTMP Server Disconnected'],
  RTMP_PULL: ['RTMP Input Connect Failed'],
  URL_PULL: ['HTTP Get Failed'],
};
/** Where the guide names no alert, only what the decoder misses tells. */
const otherwise = ['Video Not Detected'];
const byDefault = ['Stopped Receiving UDP Input'];

/** What feeds the two pipelines, and how the loss of it is noticed. */
export const inputRules: readonly Rule[] = [
  {
    name: 'two-feeds',
    demands: 'An input of a standard channel has two feeds, one for each pipeline.',
    source: 'BM:medialive.Input',
    look: (facts) => (isStandard(facts) ? attachedInputs(facts).flatMap(feedRemarks) : []),
  },
  {
    name: 'loss-alert',
    demands: 'The policy counts an alert by which MediaLive reports the loss of such an input.',
    source: 'UG/monitor-activity-types-alerts-channels',
    look: (facts) => attachedInputs(facts).flatMap((attached) => lossRemarks(attached, facts.expected)),
  },
  {
    name: 'standby-evidence',
    demands: 'What feeds a standby can say how it is: MediaLive watches only the input on air.',
    source: 'UG/eml-metrics',
    look: (facts) =>
      attachedInputs(facts).flatMap((attached) => {
        const type = attached.input?.Type;
        if (type === undefined || type === 'MEDIACONNECT') return [];
        const waits = facts.expected?.policy.failback.mode === 'automatic';
        return [
          {
            severity: waits ? 'warning' : 'note',
            where: inputWords(attached),
            found: `type ${type}, of which nothing is known while it is not on air${waits ? '; failback is automatic and would wait for ever' : ''}`,
            remedy:
              'Feed it through MediaConnect, whose health events speak of a standby too, or fail back by hand.',
          },
        ];
      }),
  },
];

function feedRemarks(attached: AttachedInput): readonly Remark[] {
  const { input, flowArns } = attached;
  if (input === undefined) return [];
  const where = inputWords(attached);
  const isFlows = input.Type === 'MEDIACONNECT';
  return remarks([
    [
      isFlows && flowArns.length < 2,
      {
        severity: 'error',
        where,
        found: `${flowArns.length === 1 ? 'one MediaConnect flow feeds' : 'no MediaConnect flow feeds'} it: pipeline ${flowArns.length === 1 ? '1 has' : '0 and 1 have'} nothing`,
        remedy:
          'Make an input of two flows in two Availability Zones, first the one of pipeline 0, and attach it.',
      },
    ],
    [
      !isFlows && input.InputClass === 'SINGLE_PIPELINE',
      {
        severity: 'error',
        where,
        found: 'class SINGLE_PIPELINE: it feeds pipeline 0 only',
        remedy: 'Make an input of class STANDARD with two sources or destinations, and attach it.',
      },
    ],
  ]);
}

function lossRemarks(attached: AttachedInput, expected: ExpectedChannel | null): readonly Remark[] {
  const type = attached.input?.Type;
  if (type === undefined) return [];
  const heard = expected === null ? byDefault : Object.keys(expected.policy.alerts);
  const reported = lossAlerts[type] ?? otherwise;
  const flowsCount = type === 'MEDIACONNECT' && (expected?.policy.flow.countsOnAir ?? true);
  if (flowsCount || reported.some((alert) => heard.includes(alert))) return [];
  return [
    {
      severity: 'error',
      where: inputWords(attached),
      found: `type ${type}; ${expected === null ? 'by default' : `the policy of "${expected.group}"`} counts ${heard.join(', ') || 'no alert'}`,
      remedy: `Add to the group's alerts: ${reported.join(', ')}.`,
    },
  ];
}
