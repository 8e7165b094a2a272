import fc from 'fast-check';
import { text, timeNumber } from '../input/garbage.ts';
import { messageSource } from '../../control/events/own-message.ts';
import { attachments, channelArns, flowArns, pipelines } from './places.ts';

const timerIds = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'health',
      'verify',
      'planned',
      'divergence',
      'hold',
      'budget',
      'last-resort',
      'short-losses',
      'sources',
      'failback',
      'resume',
    ),
  },
  { weight: 1, arbitrary: text },
);

const timer = fc.record({
  source: fc.constant(messageSource),
  kind: fc.constant('timer'),
  channelArn: channelArns,
  timerId: timerIds,
  dueAt: timeNumber,
});

const pipeline = fc.record({
  attachment: fc.oneof({ weight: 6, arbitrary: attachments }, { weight: 1, arbitrary: fc.constant(null) }),
  actionName: fc.option(fc.constantFrom('failover-1-B', 'somebody')),
});
const channel = fc.record({
  at: timeNumber,
  state: fc.constantFrom('RUNNING', 'RUNNING', 'IDLE', 'RECOVERING', 'DELETED', 'STOPPING', 'SOMETHING'),
  pipelines: fc.record({ '0': pipeline, '1': pipeline }, { requiredKeys: [] }),
});
const alerts = fc.array(
  fc.record({
    alarmId: fc.oneof(fc.constantFrom('alarm-1', 'alarm-2', 'alarm-3'), text),
    alertType: fc.constantFrom(
      'Stopped Receiving UDP Input',
      'Stopped Receiving UDP Input',
      'Initial Probe is Taking Longer Than Expected',
      'Video Not Detected',
    ),
    pipeline: pipelines,
    setAt: timeNumber,
    message: attachments.map((name) => `Stopped receiving network data on [${name}]`),
  }),
  { maxLength: 6 },
);
const flows = fc.dictionary(
  flowArns,
  fc.record(
    {
      at: timeNumber,
      status: fc.constantFrom('ACTIVE', 'ACTIVE', 'STANDBY', 'ERROR', null),
      sending: fc.boolean(),
      errors: fc.array(text, { maxLength: 3 }),
      carries: fc.boolean(),
    },
    { requiredKeys: ['at', 'status'] },
  ),
  { maxKeys: 4 },
);
const orUnavailable = (answer: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 5, arbitrary: answer }, { weight: 1, arbitrary: fc.constant('unavailable') });

const observation = fc.record(
  {
    source: fc.constant(messageSource),
    kind: fc.constant('observation'),
    channelArn: channelArns,
    answers: fc.record(
      {
        channel: orUnavailable(channel),
        alerts: orUnavailable(alerts),
        flows: orUnavailable(flows),
      },
      { requiredKeys: [] },
    ),
    ask: fc.record({ channel: fc.boolean(), alerts: fc.boolean(), before: timeNumber }),
  },
  { requiredKeys: ['source', 'kind', 'channelArn'] },
);

/** What our functions tell each other: timers, and observations with answers that need not be true. */
export const ownMessages: readonly fc.Arbitrary<unknown>[] = [timer, observation];
