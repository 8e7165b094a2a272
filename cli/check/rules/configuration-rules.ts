import { attachedInputs, isStandard, type AttachedInput } from '../attached-input.ts';
import type { ChannelFacts, ExpectedSite } from '../facts.ts';
import type { Remark } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** How the channel and the configuration that takes charge of it have to agree. */
export const configurationRules: readonly Rule[] = [
  {
    name: 'configured-attachments',
    demands: 'Every site of the configuration is an attachment of the channel.',
    source: 'docs/configuration.md',
    look: (facts) => {
      const names = namesOf(facts);
      return (facts.expected?.sites ?? [])
        .filter(({ attachment }) => !names.includes(attachment))
        .map(({ name, attachment }) => ({
          severity: 'error',
          where: `site ${name}`,
          found: `the channel has no attachment "${attachment}"; it has ${names.map((own) => `"${own}"`).join(', ') || 'none'}`,
          remedy:
            'Write the name of the attachment as the channel has it: MediaLive refuses a switch to any other.',
        }));
    },
  },
  {
    name: 'unused-attachments',
    demands: 'Every attachment of the channel is a site of the configuration.',
    source: 'docs/configuration.md',
    look: (facts) => {
      const used = facts.expected?.sites.map(({ attachment }) => attachment);
      if (used === undefined) return [];
      return namesOf(facts)
        .filter((name) => !used.includes(name))
        .map((name) => ({
          severity: 'note',
          where: `input "${name}"`,
          found:
            'no site takes it: automation never goes there, and leaves the channel alone while it is on air',
          remedy: 'Nothing, for a slate or a test picture; else add it to the group and to the channel.',
        }));
    },
  },
  {
    name: 'configured-class',
    demands: "The class that the configuration gives is the channel's.",
    source: 'docs/configuration.md',
    look: (facts) => {
      if (facts.expected === null || (facts.expected.pipelines === 2) === isStandard(facts)) return [];
      const given = facts.expected.pipelines === 2 ? 'standard' : 'single-pipeline';
      return [
        {
          severity: 'error',
          where: 'channel',
          found: `class ${facts.channel.ChannelClass ?? 'unknown'}; the configuration says ${given}`,
          remedy: 'Say in the configuration what the channel is, or change the channel.',
        },
      ];
    },
  },
  {
    name: 'configured-flows',
    demands:
      'The flows of the configuration are those behind the input, in the order of the pipelines, with as many sources as they have.',
    source: 'UG22/emx-upstream',
    look: (facts) =>
      attachedInputs(facts).flatMap((attached) => {
        const group = facts.expected?.sites.find(({ attachment }) => attachment === attached.name);
        return group?.flows == null ? [] : flowRemarks(group, group.flows, attached);
      }),
  },
];

function namesOf({ channel }: ChannelFacts): readonly string[] {
  return (channel.InputAttachments ?? []).flatMap(({ InputAttachmentName }) => InputAttachmentName ?? []);
}

function flowRemarks(
  { name }: ExpectedSite,
  wanted: NonNullable<ExpectedSite['flows']>,
  { flowArns, flows }: AttachedInput,
): readonly Remark[] {
  const where = `site ${name}`;
  const given = wanted.map(({ arn }) => arn);
  if (given.join() !== flowArns.join()) {
    const swapped = [...given].reverse().join() === flowArns.join();
    return [
      {
        severity: 'error',
        where,
        found: swapped
          ? 'its two flows are given in the wrong order'
          : `the configuration gives ${given.join(', ') || 'no flow'}; the input has ${flowArns.join(', ') || 'none'}`,
        remedy:
          'List the flows as DescribeInput does, first that of pipeline 0: their health is evidence about that pipeline.',
      },
    ];
  }
  return wanted.flatMap(({ sources }, pipeline) => {
    const flow = flows[pipeline];
    const present = flow?.Sources?.length ?? 0;
    if (flow === undefined || present === sources) return [];
    return [
      {
        severity: 'error' as const,
        where: `${where}, pipeline ${pipeline}`,
        found: `flow ${flow.Name ?? '?'} has ${present} ${present === 1 ? 'source' : 'sources'}; the configuration says ${sources}`,
        remedy: `Write { arn, sources: ${present} }: of a flow with two sources only the health of the whole flow counts.`,
      },
    ];
  });
}
