import {
  NotAsked,
  answer,
  free,
  refusalOf,
  testChannel,
  type Answer,
  type Ground,
  type Question,
} from '../question.ts';

/** Of how MediaLive's channels live. */
export const lifeQuestions: readonly Question[] = [
  {
    id: 'start-running',
    section: 'medialive',
    question: 'Which error answers StartChannel on a channel that runs?',
    believed: '409 `ConflictException`',
    cost: { usd: 0, changes: 'Asks to start the channel, which runs already.' },
    byHand: '`aws medialive start-channel` on a channel that runs.',
    needsChannel: true,
    probe: startRunning,
  },
  {
    id: 'start-states',
    section: 'medialive',
    question: 'From which states do StartChannel and StopChannel work?',
    believed: 'IDLE; RUNNING and RECOVERING; otherwise 409',
    cost: testChannel,
    byHand:
      '`aws medialive start-channel` and `stop-channel` on a test channel while it is STARTING and STOPPING.',
  },
  {
    id: 'input-change-at-start',
    section: 'medialive',
    question: 'Does a start emit `Input Change`?',
    believed: 'yes, without an action name where the first attachment is taken',
    cost: testChannel,
    byHand: 'Start a test channel, then `failover history --channel CHANNEL`.',
  },
  {
    id: 'immediate-when-idle',
    section: 'medialive',
    question: 'What does an immediate switch on an idle channel mean?',
    believed: 'it counts as due when the channel starts',
    cost: testChannel,
    byHand:
      'Put an immediate switch to the second input into the schedule of an idle test channel, start it, and look what is on air.',
  },
  {
    id: 'delete-schedule',
    section: 'medialive',
    question: 'What does `DeleteSchedule` do on a running channel?',
    believed: 'wipes everything, also what a restarted pipeline would have resumed on',
    cost: testChannel,
    byHand: 'Switch a test channel, delete its schedule, restart a pipeline, and look what it is on.',
  },
  {
    id: 'resume-after-clean-up',
    section: 'medialive',
    question: 'What does a pipeline resume on when its switch has been cleaned up after an hour?',
    believed: 'on that switch while the channel runs; on the first attachment after a stop and start',
    cost: testChannel,
    byHand: 'Switch a test channel, wait two hours, restart a pipeline, then stop and start the channel.',
  },
  {
    id: 'alerts-list-lag',
    section: 'medialive',
    question: 'Does ListAlerts lag behind the events, and keep an alert over a restart of a pipeline?',
    believed: 'no; no',
    cost: free,
    byHand: 'List while an alert is raised, and after RestartChannelPipelines.',
  },
];

async function startRunning({ account, named }: Ground): Promise<Answer> {
  const { Id } = named();
  // The state may have changed since the channel was found, and a start would cost.
  const { State } = (await account.channel(Id)) ?? {};
  if (State !== 'RUNNING') throw new NotAsked(`The channel is ${State ?? 'not there'}: it would be started.`);
  const refusal = await refusalOf(account.startChannel(Id));
  if (refusal === null) return answer(false, 'It was not refused; the channel ran already.');
  return answer(refusal.name === 'ConflictException', `${refusal.name}: ${refusal.message}`);
}
