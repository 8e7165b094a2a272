import { isStandard } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import type { Rule } from '../rule.ts';

const brokenStates: readonly string[] = ['CREATE_FAILED', 'UPDATE_FAILED', 'DELETING', 'DELETED'];

/** What the channel itself has to be. */
export const channelRules: readonly Rule[] = [
  {
    name: 'channel-class',
    demands: 'The channel is of class STANDARD: two pipelines, each with feeds of its own.',
    source: 'UG/class-channel-input',
    look: (facts) => {
      if (isStandard(facts)) return [];
      const wanted = facts.expected?.pipelines === 1;
      return [
        {
          severity: wanted ? 'warning' : 'error',
          where: 'channel',
          found: `class ${facts.channel.ChannelClass ?? 'unknown'}${wanted ? ', as the configuration says' : ''}`,
          remedy:
            'Stop the channel and change its class with UpdateChannelClass, with inputs of class STANDARD and two addresses for each destination; for one that has to stay, say class: single-pipeline in the configuration.',
        },
      ];
    },
  },
  {
    name: 'channel-state',
    demands: 'The channel is there and runs, or can be started.',
    source: 'BM:medialive.ChannelState',
    look: ({ channel: { State: state = 'unknown' } }) => stateRemarks(state),
  },
  {
    name: 'pipelines-running',
    demands: 'While the channel runs, every pipeline of it does.',
    source: 'BM:medialive.DescribeChannelResponse',
    look: pipelineRemarks,
  },
];

function stateRemarks(state: string): readonly Remark[] {
  const where = 'channel';
  const found = `state ${state}`;
  if (brokenStates.includes(state)) {
    const remedy = 'Mend or remake the channel; what MediaLive could not make cannot be switched.';
    return [{ severity: 'error', where, found, remedy }];
  }
  if (state === 'RUNNING') return [];
  if (state === 'RECOVERING') {
    const remedy =
      'Find out why (alerts and logs of the channel), and wait until it is RUNNING: automation goes on with the pipeline that is left, and nothing covers that one.';
    return [{ severity: 'warning', where, found: `${found}: a pipeline is down`, remedy }];
  }
  const remedy = 'Nothing, if it is meant to be off: automation leaves a channel alone that does not run.';
  return [{ severity: 'note', where, found, remedy }];
}

/** Of a channel that is starting or recovering, fewer are no surprise: its state says so. */
function pipelineRemarks(facts: ChannelFacts): readonly Remark[] {
  const { State: state, PipelinesRunningCount: counted, PipelineDetails: details = [] } = facts.channel;
  const known = [counted, details.length === 0 ? undefined : details.length];
  const running = Math.min(...known.filter((count) => count !== undefined));
  const wanted = isStandard(facts) ? 2 : 1;
  if (state !== 'RUNNING' || running >= wanted) return [];
  return [
    {
      severity: running === 0 ? 'error' : 'warning',
      where: 'channel',
      found: `${running} of ${wanted} ${wanted === 1 ? 'pipeline' : 'pipelines'} running`,
      remedy:
        running === 0
          ? 'Restart the channel: nothing is delivered, and no switch changes that.'
          : 'Restart the pipeline that is missing (RestartChannelPipelines): until then nothing covers the other one.',
    },
  ];
}
