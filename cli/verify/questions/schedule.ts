import type { ScheduleUpdate } from '../account.ts';
import { attachmentOnAir, newActionName, switchAction } from '../harmless-switch.ts';
import { answer, free, refusalOf, unseen, type Answer, type Ground, type Question } from '../question.ts';
import { loggedChanges } from '../logged.ts';
import { switchToSame } from './switch-to-same.ts';

const believed = "422 `UnprocessableEntityException`, with wording of the twin's own";
/** Far enough ahead that it never starts: it is deleted within seconds. */
const farAheadMs = 24 * 3600 * 1000;
const punctualMs = 1000;

const onSame = 'a switch to the input that is on air already, a day ahead, and deletes it again';
const about = (changes: string) => ({ usd: 0, changes });

/** Of MediaLive's schedule: each is asked with switches to the input that is on air already. */
export const scheduleQuestions: readonly Question[] = [
  {
    id: 'duplicate-name',
    section: 'medialive',
    question: 'Which error answers a duplicate action name?',
    believed,
    cost: about(`Schedules ${onSame}.`),
    byHand: '`aws medialive batch-update-schedule` twice with one action.',
    needsChannel: true,
    probe: (ground) =>
      refusedUpdate(ground, (name, to) => ({ creates: [switchAction(name, to, ground.now() + farAheadMs)] })),
  },
  {
    id: 'unknown-action',
    section: 'medialive',
    question: 'Which error answers an unknown action to delete?',
    believed,
    cost: about('Asks to delete an action that is not there.'),
    byHand: '`aws medialive batch-update-schedule` with `--deletes` of a name that is not there.',
    needsChannel: true,
    probe: async (ground) =>
      told(await refusalOf(ground.account.updateSchedule(ground.named().Id, { deletes: [newActionName()] }))),
  },
  {
    id: 'followed-action',
    section: 'medialive',
    question: 'Which error answers the deletion of an action that others follow?',
    believed,
    cost: about(`Schedules ${onSame}, and one that follows it.`),
    byHand: '`aws medialive batch-update-schedule` with `--deletes` of an action that another one follows.',
    needsChannel: true,
    probe: followedAction,
  },
  {
    id: 'start-too-near',
    section: 'medialive',
    question: 'Which error answers a fixed start that is less than 15 seconds ahead?',
    believed,
    cost: about('Asks for a switch to the input that is on air already, five seconds ahead.'),
    byHand: '`aws medialive batch-update-schedule` with a start in five seconds.',
    needsChannel: true,
    probe: startTooNear,
  },
  {
    id: 'switch-to-same',
    section: 'medialive',
    question: 'Is a switch to the input already on air performed?',
    believed: 'yes, with an `Input Change`',
    cost: about(
      'Switches to the input that is on air already, and hears of it by a rule and a queue of its own, which it deletes. The action stays in the schedule for an hour.',
    ),
    byHand:
      'Switch a test channel to the input that it is on, with a rule that brings its events into a queue.',
    needsChannel: true,
    probe: switchToSame,
  },
  {
    id: 'switch-lateness',
    section: 'medialive',
    question: 'How much later than its start does a fixed action show in `Input Change`?',
    believed: 'not at all; its time is to the second',
    cost: free,
    byHand:
      '`failover history --channel CHANNEL` after a practice: `eventTime` against the start that was ordered.',
    probe: switchLateness,
  },
];

function told(refusal: Error | null): Answer {
  if (refusal === null) return answer(false, 'It was not refused.');
  const status =
    '$metadata' in refusal ? (refusal.$metadata as { httpStatusCode?: number }).httpStatusCode : undefined;
  const saw = `${status ?? '?'} ${refusal.name}: ${wordingOf(refusal)}`;
  return answer(status === 422 && refusal.name === 'UnprocessableEntityException', saw);
}

/** What was wrong stands beside the message of an update that failed validation. */
function wordingOf(refusal: Error): string {
  const errors: unknown = 'ValidationErrors' in refusal ? refusal.ValidationErrors : undefined;
  const said = Array.isArray(errors)
    ? errors.flatMap((one: { readonly ErrorMessage?: string }) => one.ErrorMessage ?? [])
    : [];
  return [refusal.message, ...said].join(' ');
}

/** Schedules a switch far ahead; what else is wanted should be refused beside it. */
async function refusedUpdate(
  ground: Ground,
  wanted: (name: string, to: string) => ScheduleUpdate,
): Promise<Answer> {
  const { account } = ground;
  const { Id } = ground.named();
  const to = await attachmentOnAir(ground);
  const name = newActionName();
  ground.putBack(`the action ${name} is in the schedule`, () => deleteThose(ground, [name]));
  await account.updateSchedule(Id, { creates: [switchAction(name, to, ground.now() + farAheadMs)] });
  return told(await refusalOf(account.updateSchedule(Id, wanted(name, to))));
}

async function followedAction(ground: Ground): Promise<Answer> {
  const { account } = ground;
  const { Id } = ground.named();
  const to = await attachmentOnAir(ground);
  const [first, follower] = [newActionName(), newActionName()];
  ground.putBack(`the actions ${first} and ${follower} are in the schedule`, () =>
    deleteThose(ground, [first, follower]),
  );
  const creates = [switchAction(first, to, ground.now() + farAheadMs), switchAction(follower, to, first)];
  await account.updateSchedule(Id, { creates });
  return told(await refusalOf(account.updateSchedule(Id, { deletes: [first] })));
}

async function startTooNear(ground: Ground): Promise<Answer> {
  const { account } = ground;
  const { Id } = ground.named();
  const to = await attachmentOnAir(ground);
  const action = switchAction(newActionName(), to, ground.now() + 5000);
  return told(await refusalOf(account.updateSchedule(Id, { creates: [action] })));
}

/** Those of them that are still there. */
async function deleteThose(ground: Ground, names: readonly string[]): Promise<void> {
  const { Id } = ground.named();
  const present = (await ground.account.schedule(Id)).map(({ ActionName }) => ActionName);
  const deletes = names.filter((name) => present.includes(name));
  if (deletes.length > 0) await ground.account.updateSchedule(Id, { deletes });
}

async function switchLateness(ground: Ground): Promise<Answer> {
  const late: number[] = [];
  for (const channel of await ground.channels()) {
    const changes = loggedChanges((await ground.history(channel)) ?? []);
    const schedule = changes.length === 0 ? [] : await ground.account.schedule(channel.Id);
    for (const { ActionName, ScheduleActionStartSettings: start } of schedule) {
      const time = start?.FixedModeScheduleActionStartSettings?.Time;
      if (time === undefined) continue;
      // The event's time has no parts of a second.
      const at = Math.floor(Date.parse(time) / 1000) * 1000;
      late.push(...changes.filter(({ action }) => action === ActionName).map((change) => change.at - at));
    }
  }
  if (late.length === 0) return unseen('No switch of the last hour is in the log of a channel.');
  const [least, most] = [Math.min(...late), Math.max(...late)];
  return answer(
    least >= -punctualMs && most <= punctualMs,
    `${late.length} changes, ${least / 1000} to ${most / 1000} s after the start of their action.`,
  );
}
