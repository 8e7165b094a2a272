import type { Problem } from '../problem.ts';
import { confidenceProblems } from './confidence-rules.ts';
import type { ContributionConfiguration, PipelineFlowConfiguration } from './flow.ts';
import { sourceProblems } from './source-rules.ts';
import { protocolOf } from './source-protocols.ts';

/**
 * The rules of MediaConnect that a contribution can break, each refused with the rule's own words. Their sources are the
 * guide's page on source failover and its pages on source ports, protocols and encryption.
 */
export function contributionProblems(
  contribution: ContributionConfiguration,
  path: Problem['path'],
): readonly Problem[] {
  const { failoverRule, api } = protocolOf(contribution.protocol);
  if (api === null) {
    return [
      {
        path: [...path, 'protocol'],
        text: `"${contribution.protocol}" cannot feed a flow here: "${failoverRule}". Allowed: rist, rtp, rtp-fec, srt-listener, srt-caller, zixi-push, zixi-push-link-uhd.`,
      },
    ];
  }
  return [
    ...failoverProblems(contribution, [...path, 'sourceFailover']),
    ...maintenanceProblems(contribution, [...path, 'pipelines', 1, 'maintenance']),
    ...contribution.pipelines.flatMap((flow, index) =>
      flowProblems(flow, contribution, [...path, 'pipelines', index]),
    ),
  ];
}

function failoverProblems(
  { protocol, sourceFailover, pipelines }: ContributionConfiguration,
  path: Problem['path'],
): readonly Problem[] {
  if (sourceFailover === undefined) return [];
  const { mode, recoveryWindow, primary } = sourceFailover;
  const { modes, failoverRule } = protocolOf(protocol);
  const names = pipelines.map(({ sources }) => sources.map(({ name }) => name));
  return [
    ...(modes.includes(mode)
      ? []
      : [
          {
            path: [...path, 'mode'],
            text: `"${mode}" is not for ${protocol}: "${failoverRule}". Choose mode: failover.`,
          },
        ]),
    ...(mode === 'failover' && recoveryWindow !== undefined
      ? [
          {
            path: [...path, 'recoveryWindow'],
            text: 'a recovery window is the buffer of merge mode: "if you set the failover mode to Merge, you can set the recovery window". Leave it out, or choose mode: merge.',
          },
        ]
      : []),
    ...(mode === 'merge' && primary !== undefined
      ? [
          {
            path: [...path, 'primary'],
            text: 'merge has no primary source: "if you set the failover mode to Failover, you can specify a source as the primary source". Leave it out, or choose mode: failover.',
          },
        ]
      : []),
    ...(primary !== undefined && !names.every((own) => own.includes(primary))
      ? [
          {
            path: [...path, 'primary'],
            text: `"${primary}" is not a source of both flows. Allowed: a name that both have, of ${[...new Set(names.flat())].join(', ')}.`,
          },
        ]
      : []),
  ];
}

/** Two flows that restart in the same night are no redundancy. */
function maintenanceProblems(
  { pipelines }: ContributionConfiguration,
  path: Problem['path'],
): readonly Problem[] {
  const [first, second] = pipelines.map(maintenanceDay);
  if (first !== second) return [];
  return [
    {
      path,
      text: `both flows have their maintenance window on ${first ?? '?'}: give the flows of the two Availability Zones different days, so that a restart never takes both pipelines.`,
    },
  ];
}

/** The day of a flow's maintenance window, the default included. */
export function maintenanceDay(flow: PipelineFlowConfiguration, pipeline: number): string {
  return flow.maintenance?.day ?? (pipeline === 0 ? 'tuesday' : 'thursday');
}

function flowProblems(
  flow: PipelineFlowConfiguration,
  contribution: ContributionConfiguration,
  path: Problem['path'],
): readonly Problem[] {
  return [
    ...sourceCountProblems(flow, contribution, [...path, 'sources']),
    ...sourceProblems(contribution.protocol, flow, [...path, 'sources']),
    ...confidenceProblems(flow.confidence, contribution.monitoring, [...path, 'confidence']),
  ];
}

function sourceCountProblems(
  { sources }: PipelineFlowConfiguration,
  { sourceFailover, protocol }: ContributionConfiguration,
  path: Problem['path'],
): readonly Problem[] {
  const wanted = sourceFailover === undefined ? 1 : 2;
  if (sources.length === wanted) return [];
  return [
    {
      path,
      text:
        wanted === 1
          ? `two sources need sourceFailover, which says how they are combined: "${protocolOf(protocol).failoverRule}". Give it, or take one source out.`
          : 'sourceFailover combines two sources: "you specify two sources for the flow, then choose one of two options for the failover mode". Add a source, or leave sourceFailover out.',
    },
  ];
}
