import type { ChannelAlert } from '@aws-sdk/client-medialive';
import { loggedAlerts } from '../logged.ts';
import { answer, free, testChannel, unseen, type Ground, type LookedAt, type Question } from '../question.ts';

const lossType = 'Stopped Receiving UDP Input';
/** Alerts of one cause are set within this. */
const besideMs = 3000;
/** A switch is over, and MediaLive has told what it has to tell. */
const settledMs = 15_000;

/** Of MediaLive's alerts. */
export const alertQuestions: readonly Question[] = [
  {
    id: 'cleared-by-switch',
    section: 'medialive',
    question: 'Is an alert of the old input CLEARED when the schedule switches away from it?',
    believed: 'yes (`clearOnSwitchAway`)',
    cost: free,
    byHand: "Cut a test channel's site, let it fail over, and ask again within the hour.",
    probe: clearedBySwitch,
  },
  {
    id: 'alert-names',
    section: 'medialive',
    question: 'What does alert 5302 name?',
    believed: 'the attachment for MediaConnect inputs, the URL for push inputs',
    cost: free,
    byHand: "Cut a test channel's site and ask again.",
    probe: alertNames,
  },
  {
    id: 'alert-id',
    section: 'medialive',
    question: 'Is the `alarm_id` of an event the `Id` of ListAlerts?',
    believed: 'yes',
    cost: free,
    byHand: "Cut a test channel's site and ask again.",
    probe: alertId,
  },
  {
    id: 'alert-beside',
    section: 'medialive',
    question: 'Are 5201 and 6036 set beside 5302?',
    believed: 'no',
    cost: free,
    byHand: "Cut a test channel's site and ask again.",
    probe: alertBeside,
  },
  {
    id: 'alert-repeated',
    section: 'medialive',
    question: 'Is a SET repeated while the alert lasts?',
    believed: 'no',
    cost: testChannel,
    byHand:
      "Cut a test channel's site for ten minutes, with a rule that brings its alerts into a queue; count them.",
  },
  {
    id: 'alert-on-prepared',
    section: 'medialive',
    question: 'Does "stopped receiving" also become an alert for an input that is only prepared?',
    believed: 'no (`alertOnPrepared`)',
    cost: testChannel,
    byHand:
      'Prepare an input without packets on a test channel, and list its alerts: also what stands in the brackets.',
  },
  {
    id: 'alert-at-start',
    section: 'medialive',
    question: 'Which alert does a pipeline raise that has had no packets since its start, and when?',
    believed: '5007 after five seconds, alone (`probeMs`, `lossAlertAtStart`)',
    cost: testChannel,
    byHand: 'Start a test channel without a feed, and list its alerts.',
  },
  {
    id: 'alert-after-stop',
    section: 'medialive',
    question: 'What happens to alerts when a channel is stopped, and when a pipeline crashes?',
    believed: 'CLEARED; they end silently',
    cost: testChannel,
    byHand:
      'List the alerts of a test channel without a feed, before and after StopChannel and RestartChannelPipelines.',
  },
];

async function alertsOf({
  account,
  channels,
}: Ground): Promise<readonly (readonly [LookedAt, ChannelAlert])[]> {
  const found: [LookedAt, ChannelAlert][] = [];
  for (const channel of await channels()) {
    for (const alert of await account.alerts(channel.Id)) found.push([channel, alert]);
  }
  return found;
}

const isLoss = ({ AlertType }: ChannelAlert) => AlertType === lossType;
const noLoss = 'No channel here has an alert of a lost input on its list.';

async function clearedBySwitch(ground: Ground) {
  const { account, now } = ground;
  let cleared = 0;
  let kept = 0;
  for (const channel of await ground.channels()) {
    const losses = (await account.alerts(channel.Id)).filter(isLoss);
    const schedule = losses.length === 0 ? [] : await account.schedule(channel.Id);
    const started = schedule.flatMap(({ ScheduleActionSettings, ScheduleActionStartSettings }) => {
      const to = ScheduleActionSettings?.InputSwitchSettings?.InputAttachmentNameReference;
      const time = ScheduleActionStartSettings?.FixedModeScheduleActionStartSettings?.Time;
      return to === undefined || time === undefined ? [] : [{ to, at: Date.parse(time) }];
    });
    for (const { Message = '', SetTimestamp, ClearedTimestamp } of losses) {
      const away = started.find(
        ({ to, at }) =>
          at > (SetTimestamp?.getTime() ?? Infinity) &&
          at + settledMs < now() &&
          !Message.includes(`[${to}]`),
      );
      // Cleared before its switch, or before it could have been: the input came back by itself.
      const clearedAt = ClearedTimestamp?.getTime() ?? Infinity;
      if (away === undefined || clearedAt < away.at - 1000) continue;
      if (clearedAt <= away.at + settledMs) cleared += 1;
      else kept += 1;
    }
  }
  if (cleared + kept === 0) {
    return unseen('No channel here has left an input with an alert in the last hour.');
  }
  return answer(
    kept === 0,
    `Of ${cleared + kept} alerts that a switch left behind, ${cleared} were CLEARED with it.`,
  );
}

async function alertNames(ground: Ground) {
  const losses = (await alertsOf(ground)).filter(([, alert]) => isLoss(alert));
  if (losses.length === 0) return unseen(noLoss);
  const named = losses.filter(([{ InputAttachments = [] }, { Message = '' }]) =>
    InputAttachments.some(
      ({ InputAttachmentName: name }) => name !== undefined && Message.includes(`[${name}]`),
    ),
  );
  const urls = losses.filter(([, { Message = '' }]) => /\[\w+:\/\//.test(Message));
  const others = losses.length - named.length - urls.length;
  return answer(
    others === 0,
    `Of ${losses.length} alerts, ${named.length} name an attachment in brackets, ${urls.length} a URL, ${others} something else.`,
  );
}

async function alertId(ground: Ground) {
  let [known, unknown] = [0, 0];
  for (const channel of await ground.channels()) {
    const log = loggedAlerts((await ground.history(channel)) ?? []);
    if (log.length === 0) continue;
    const listed = await ground.account.alerts(channel.Id);
    // MediaLive keeps its list for a time of its own: only what is as young as its oldest entry can be on it.
    const oldest = Math.min(...listed.map(({ SetTimestamp }) => SetTimestamp?.getTime() ?? Infinity));
    const ids = new Set(listed.map(({ Id }) => Id));
    // The time of an event has no parts of a second.
    const young = log.filter(({ at }) => at + 1000 > oldest);
    for (const alarmId of new Set(young.map((entry) => entry.alarmId))) {
      if (ids.has(alarmId)) known += 1;
      else unknown += 1;
    }
  }
  if (known + unknown === 0) {
    return unseen('No alert is both in the log of a channel and young enough to be listed.');
  }
  return answer(
    unknown === 0,
    `Of ${known + unknown} alerts that came as events, ListAlerts has ${known} under their alarm_id.`,
  );
}

async function alertBeside(ground: Ground) {
  const all = await alertsOf(ground);
  const losses = all.filter(([, alert]) => isLoss(alert));
  if (losses.length === 0) return unseen(noLoss);
  const beside = all.filter(
    ([channel, other]) =>
      !isLoss(other) &&
      losses.some(
        ([owner, { SetTimestamp, PipelineId }]) =>
          owner === channel &&
          PipelineId === other.PipelineId &&
          Math.abs((SetTimestamp?.getTime() ?? 0) - (other.SetTimestamp?.getTime() ?? 0)) <= besideMs,
      ),
  );
  const types = [...new Set(beside.map(([, { AlertType = '?' }]) => AlertType))];
  return answer(
    types.length === 0,
    `Set within ${besideMs / 1000} s of one of ${losses.length} losses, on its pipeline: ${types.join(', ') || 'nothing else'}.`,
  );
}
