import type { CommandEntry } from './command.ts';

/** All commands, in the order of the overview. Each is loaded when it is called: an answer must not wait for the others' imports. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'list',
    summary: 'every channel, what is on air, and whether automation is on',
    load: async () => (await import('./commands/list.ts')).list,
  },
  {
    name: 'status',
    summary: 'everything known of one channel',
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'history',
    summary: 'what was decided and why, and who changed what',
    load: async () => (await import('./commands/history.ts')).history,
  },
  {
    name: 'switch',
    summary: 'move a channel to another site, now or at a time',
    load: async () => (await import('./commands/switch.ts')).switchCommand,
  },
  {
    name: 'cancel',
    summary: 'take back a planned switch',
    load: async () => (await import('./commands/cancel.ts')).cancel,
  },
  {
    name: 'hold',
    summary: 'have automation leave a channel or a group alone',
    load: async () => (await import('./commands/hold.ts')).hold,
  },
  {
    name: 'release',
    summary: 'end a hold',
    load: async () => (await import('./commands/release.ts')).release,
  },
  {
    name: 'enable',
    summary: 'let automation choose a site again',
    load: async () => (await import('./commands/availability.ts')).enable,
  },
  {
    name: 'disable',
    summary: 'forbid automation to choose a site',
    load: async () => (await import('./commands/availability.ts')).disable,
  },
  {
    name: 'adopt',
    summary: 'write the configuration of channels that exist',
    load: async () => (await import('./commands/adopt.ts')).adopt,
  },
  {
    name: 'validate',
    summary: 'whether a configuration can be deployed, and what in it has no effect',
    load: async () => (await import('./commands/validate.ts')).validate,
  },
  {
    name: 'check',
    summary: 'whether a channel is fit for failover, and what to mend',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'estimate',
    summary: 'what a configuration costs a month',
    load: async () => (await import('./commands/estimate.ts')).estimate,
  },
  {
    name: 'plan',
    summary: 'what deploying a changed configuration would do',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  {
    name: 'drill',
    summary: 'a guarded practice switch and return on a real channel',
    load: async () => (await import('./commands/drill.ts')).drill,
  },
  {
    name: 'verify',
    summary: 'what only AWS can answer, beside what the twin believes',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'record',
    summary: "a channel's event log as a trace to replay",
    load: async () => (await import('./commands/record.ts')).record,
  },
  {
    name: 'replay',
    summary: 'what a policy would have done with a recorded trace',
    load: async () => (await import('./commands/replay.ts')).replay,
  },
  {
    name: 'completion',
    summary: 'what completes commands and options in bash and zsh',
    load: async () => (await import('./commands/completion.ts')).completionOf(commands),
  },
];
