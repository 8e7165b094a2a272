import type { Flow } from '@aws-sdk/client-mediaconnect';
import { attachedInputs, inputWords } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import { remarks, type Rule } from '../rule.ts';

/** MediaConnect's table of source protocols: those that can only be changed between, not merged. */
const failoverOnly: readonly string[] = ['srt-listener', 'srt-caller'];

/** What stands behind one flow: the first line of defence, within a site. */
export const sourceRules: readonly Rule[] = [
  {
    name: 'source-failover',
    demands: 'Each flow has two sources and source failover enabled, so that a lost feed is no lost site.',
    source: 'MC/source-failover',
    look: (facts) => eachFlow(facts, (flow, where) => sourceRemarks(flow, where)),
  },
  {
    name: 'source-failover-mode',
    demands: 'Sources over SRT are changed between (FAILOVER) and not merged.',
    source: 'MC/source-failover',
    look: (facts) =>
      eachFlow(facts, (flow, where) => {
        const protocol = flow.Sources?.[0]?.Transport?.Protocol ?? '';
        const mode = flow.SourceFailoverConfig?.FailoverMode;
        if (mode !== 'MERGE' || !failoverOnly.includes(protocol)) return [];
        return [
          {
            severity: 'error',
            where,
            found: `flow ${flow.Name ?? '?'} merges sources of ${protocol}`,
            remedy: 'Set its FailoverMode to FAILOVER (UpdateFlow).',
          },
        ];
      }),
  },
  {
    name: 'source-priority',
    demands:
      'A flow that changes between two sources has a primary one where one is better, and none where they are alike.',
    source: 'MC/source-failover',
    look: (facts) =>
      eachFlow(facts, ({ Name: name = '?', Sources: sources = [], SourceFailoverConfig: config }, where) => {
        const isPair =
          sources.length === 2 && config?.State === 'ENABLED' && config.FailoverMode === 'FAILOVER';
        if (!isPair || config.SourcePriority?.PrimarySource !== undefined) return [];
        return [
          {
            severity: 'note',
            where,
            found: `flow ${name} prefers neither ${sources.map((source) => source.Name ?? '?').join(' nor ')}`,
            remedy:
              'Nothing, if both are alike: without a primary the flow stays where it is until that source fails. If one is better, name it as PrimarySource: the flow goes back to it as soon as it has data, also when that comes and goes.',
          },
        ];
      }),
  },
  {
    name: 'flow-maintenance',
    demands: 'The two flows of an input have their maintenance windows on different days.',
    source: 'BM:mediaconnect.Maintenance',
    look: (facts) =>
      attachedInputs(facts).flatMap((attached) => {
        const [first, second] = attached.flows.map((flow) => flow?.Maintenance?.MaintenanceDay);
        if (first === undefined || first !== second) return [];
        return [
          {
            severity: 'warning',
            where: inputWords(attached),
            found: `MediaConnect may restart both flows on ${first}`,
            remedy:
              'Give one of them another MaintenanceDay (UpdateFlow), so that a restart never takes both pipelines.',
          },
        ];
      }),
  },
];

function eachFlow(
  facts: ChannelFacts,
  look: (flow: Flow, where: string) => readonly Remark[],
): readonly Remark[] {
  return attachedInputs(facts).flatMap((attached) =>
    attached.flows.flatMap((flow, pipeline) =>
      flow === undefined ? [] : look(flow, `${inputWords(attached)}, pipeline ${pipeline}`),
    ),
  );
}

function sourceRemarks(
  { Name: name = '?', Sources: sources = [], SourceFailoverConfig: config }: Flow,
  where: string,
): readonly Remark[] {
  const enabled = config?.State === 'ENABLED';
  return remarks([
    [
      !enabled,
      {
        severity: 'warning',
        where,
        found: `flow ${name} has ${sources.length === 1 ? 'one source' : `${sources.length} sources`}, source failover is disabled`,
        remedy:
          'Enable it (UpdateFlow, SourceFailoverConfig) and add a second source: it covers the loss of one feed within 500 ms, without a switch of the channel.',
      },
    ],
    [
      enabled && sources.length < 2,
      {
        severity: 'warning',
        where,
        found: `flow ${name} has source failover enabled and one source`,
        remedy: 'Add the second source (AddFlowSources), of the same protocol.',
      },
    ],
  ]);
}
