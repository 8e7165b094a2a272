import { attachedInputs, inputWords, isStandard, type AttachedInput } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** States in which the channel needs its flows; a channel at rest does not. */
const liveStates: readonly (string | undefined)[] = ['STARTING', 'RUNNING', 'RECOVERING'];

/** Where the flows behind the inputs stand, and whether they run. */
export const flowRules: readonly Rule[] = [
  {
    name: 'flow-exists',
    demands: 'Every flow behind an input is there.',
    source: 'BM:mediaconnect.DescribeFlow',
    look: (facts) =>
      attachedInputs(facts).flatMap((attached) =>
        attached.flowArns
          .filter((_arn, index) => attached.flows[index] === undefined)
          .map((arn) => ({
            severity: 'error',
            where: inputWords(attached),
            found: `MediaConnect has no flow ${arn}`,
            remedy:
              'Make the flow again and give the input its new ARN (UpdateInput, while the channel is idle).',
          })),
      ),
  },
  {
    name: 'flow-zones',
    demands: 'The two flows of an input are in two different Availability Zones.',
    source: 'UG/eml-limitations-and-rules',
    look: (facts) =>
      attachedInputs(facts).flatMap((attached) => {
        const [first, second] = zonesOf(attached);
        if (first === undefined || first !== second) return [];
        return [
          {
            severity: 'error',
            where: inputWords(attached),
            found: `both flows are in ${first}`,
            remedy: 'Make one of the flows anew in another zone: a flow cannot be moved.',
          },
        ];
      }),
  },
  {
    name: 'same-zones',
    demands: 'Pipeline 0 of every input is in one Availability Zone, pipeline 1 of every input in another.',
    source: 'UG/eml-limitations-and-rules',
    look: differingZones,
  },
  {
    name: 'own-flows',
    demands: 'Each pipeline of each input has a flow of its own.',
    source: 'UG22/emx-upstream',
    look: sharedFlows,
  },
  {
    name: 'flow-running',
    demands: 'Every flow is ACTIVE while the channel runs, also those of the standby.',
    source: 'MC21/flows-start',
    look: (facts) =>
      attachedInputs(facts).flatMap((attached) =>
        attached.flows.flatMap((flow, pipeline) =>
          flow === undefined || flow.Status === 'ACTIVE'
            ? []
            : [
                {
                  severity: liveStates.includes(facts.channel.State) ? ('error' as const) : ('note' as const),
                  where: `${inputWords(attached)}, pipeline ${pipeline}`,
                  found: `flow ${flow.Name ?? '?'} is ${flow.Status ?? 'unknown'}`,
                  remedy: `Start it: aws mediaconnect start-flow --flow-arn ${flow.FlowArn ?? '?'}. Nothing can be switched to a site whose flows stand still.`,
                },
              ],
        ),
      ),
  },
];

function zonesOf({ flows }: AttachedInput): readonly (string | undefined)[] {
  return flows.map((flow) => flow?.AvailabilityZone);
}

/** Compared with the first input that has two known zones; an input with both in one zone is the other rule's business. */
function differingZones(facts: ChannelFacts): readonly Remark[] {
  if (!isStandard(facts)) return [];
  const placed = attachedInputs(facts).filter((attached) => {
    const [first, second] = zonesOf(attached);
    return first !== undefined && second !== undefined && first !== second;
  });
  const [model, ...others] = placed;
  if (model === undefined) return [];
  const wanted = zonesOf(model).join(', ');
  return others
    .filter((other) => zonesOf(other).join(', ') !== wanted)
    .map((other) => ({
      severity: 'error',
      where: inputWords(other),
      found: `its flows are in ${zonesOf(other).join(', ')}, those of ${inputWords(model)} in ${wanted}`,
      remedy:
        [...zonesOf(other)].reverse().join(', ') === wanted
          ? 'Change the order of the two flows in the input: the first goes to pipeline 0.'
          : `Make its flows anew in ${wanted}: with one zone lost, one pipeline must be left on every site.`,
    }));
}

function sharedFlows(facts: ChannelFacts): readonly Remark[] {
  const uses = attachedInputs(facts).flatMap((attached) =>
    attached.flowArns.map((arn, pipeline) => ({
      arn,
      where: `${inputWords(attached)}, pipeline ${pipeline}`,
    })),
  );
  return uses.flatMap(({ arn, where }, index) => {
    const first = uses.findIndex((use) => use.arn === arn);
    if (first === index) return [];
    return [
      {
        severity: 'error' as const,
        where,
        found: `it is fed by ${arn}, as ${uses[first]?.where ?? '?'} is`,
        remedy:
          'Give it a flow of its own: what takes one away takes both, and a switch between them changes nothing.',
      },
    ];
  });
}
