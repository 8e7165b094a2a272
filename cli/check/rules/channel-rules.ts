import type { Rule } from '../rule.ts';
import { isStandard } from '../attached-input.ts';

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
    look: ({ channel: { State: state = 'unknown' } }) => {
      if (brokenStates.includes(state)) {
        const remedy = 'Mend or remake the channel; what MediaLive could not make cannot be switched.';
        return [{ severity: 'error', where: 'channel', found: `state ${state}`, remedy }];
      }
      if (state === 'RUNNING') return [];
      const remedy =
        'Nothing, if it is meant to be off: automation leaves a channel alone that does not run.';
      return [{ severity: 'note', where: 'channel', found: `state ${state}`, remedy }];
    },
  },
];
