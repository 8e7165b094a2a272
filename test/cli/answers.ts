import type {
  ChannelOrderResponse,
  GroupOrderResponse,
  ListResponse,
  OperatorFailure,
  StatusResponse,
} from '../../control/operator/responses.ts';
import type { ChannelLine, ChannelStatus, SwitchView } from '../../control/operator/views.ts';

type Health = ChannelStatus['sites'][number]['pipelines']['0'];

/** Answers of the operator function, as it would give them at 15:00:00Z. */

const arn = 'arn:aws:medialive:eu-west-1:000000000000:channel:1000001';

export const newsOne: ChannelLine = {
  arn,
  id: '1000001',
  name: 'news-one',
  state: 'RUNNING',
  managed: true,
  group: 'news',
  sites: ['A', 'B'],
  onAir: { '0': 'A', '1': 'A' },
  intended: 'A',
  holds: [],
  protection: { level: 'full', reason: 'B is healthy', since: '2026-11-21T13:00:00Z' },
  automation: { obstacle: null, why: null, until: null, target: 'B', lastResortSeconds: 60 },
  incident: null,
};

export const listOf = (...channels: ChannelLine[]): ListResponse => ({ ok: true, command: 'list', channels });

export const failoverToB: SwitchView = {
  kind: 'failover',
  from: 'A',
  to: 'B',
  reason: 'A is lost: pipeline 0 down (Stopped Receiving UDP Input).',
  by: 'automation',
  requestedAt: '2026-11-21T14:59:58Z',
  startAt: '2026-11-21T15:00:13Z',
  accepted: true,
  attempt: 1,
  actionName: 'failover-1-B-20261121T145958Z',
};

/** A pipeline's feed that nothing is wrong with. */
export const healthy: Health = {
  status: 'healthy',
  since: '2026-11-21T13:00:00Z',
  seenAt: '2026-11-21T14:59:48Z',
  flow: 'connected',
  flowStatus: 'ACTIVE',
  remarks: [],
  alarms: [],
};
const down: Health = {
  status: 'down',
  since: '2026-11-21T14:59:54Z',
  seenAt: '2026-11-21T14:59:54Z',
  flow: null,
  flowStatus: null,
  remarks: [],
  alarms: [
    {
      alertType: 'Stopped Receiving UDP Input',
      message: 'Stopped receiving network data on [site-a]',
      alarmId: 'f00d',
      setAt: '2026-11-21T14:59:54Z',
    },
  ],
};

export const channelStatus: ChannelStatus = {
  arn,
  name: 'news-one',
  group: 'news',
  version: 7,
  pipelines: {
    '0': { running: true, onAir: 'A', attachment: 'site-a', since: '2026-11-21T13:00:00Z' },
    '1': { running: true, onAir: 'A', attachment: 'site-a', since: '2026-11-21T13:00:00Z' },
  },
  intended: { group: 'A', by: 'automation', at: '2026-11-21T13:00:00Z' },
  sites: [
    {
      name: 'A',
      attachment: 'site-a',
      shown: 'Unhealthy',
      available: true,
      pipelines: { '0': down, '1': down },
    },
    {
      name: 'B',
      attachment: 'site-b',
      shown: 'Hot',
      available: true,
      pipelines: { '0': healthy, '1': healthy },
    },
  ],
  switch: failoverToB,
  planned: null,
  holds: [],
  protection: newsOne.protection,
  automation: newsOne.automation,
  failbackWaits: null,
  prepared: null,
  incident: { kind: 'lost', reason: 'A is lost.', since: '2026-11-21T14:59:58Z' },
  divergedSince: null,
  lookedAt: '2026-11-21T14:59:30Z',
  budget: { spent: 1, switches: 3, withinSeconds: 3600 },
  timers: [{ id: 'verify', dueAt: '2026-11-21T15:00:23Z', overdue: false }],
  owed: [],
  recent: [
    { at: '2026-11-21T14:59:58Z', rule: 'failover', outcome: 'switch', why: 'A is lost.', evidence: {} },
  ],
};

export const statusOf = (status: Partial<ChannelStatus> = {}): StatusResponse => ({
  ok: true,
  command: 'status',
  channel: { ...channelStatus, ...status },
});

export const switchToB = (order: Partial<ChannelOrderResponse> = {}): ChannelOrderResponse => ({
  ok: true,
  command: 'switch',
  dryRun: true,
  scope: 'channel',
  channel: { arn, name: 'news-one' },
  decisions: [
    { at: '2026-11-21T15:00:00Z', rule: 'command', outcome: 'switch', why: 'kim asked for B.', evidence: {} },
  ],
  effects: [{ type: 'schedule-switch', what: 'Both pipelines change to B at 15:00:15.' }],
  switch: { ...failoverToB, kind: 'manual', by: 'kim' },
  planned: null,
  group: 'news',
  heldBefore: [],
  holds: [],
  ...order,
});

export const groupOrder = (order: Partial<GroupOrderResponse> = {}): GroupOrderResponse => ({
  ok: true,
  command: 'disable',
  dryRun: false,
  scope: 'group',
  group: 'news',
  changes: [
    { at: '2026-11-21T15:00:00Z', by: 'kim', what: 'B', from: 'enabled', to: 'disabled', reason: 'test' },
  ],
  channels: [arn],
  stillHeld: [],
  ...order,
});

export const failure = (error: Partial<OperatorFailure['error']> = {}): OperatorFailure => ({
  ok: false,
  error: {
    code: 'REFUSED',
    message: 'B is unhealthy.',
    hint: 'Add --force to switch to it all the same.',
    ...error,
  },
});
