import type { Listener } from '../account.ts';
import { attachmentOnAir, newActionName, switchAction } from '../harmless-switch.ts';
import { answer, type Answer, type Ground, type LookedAt } from '../question.ts';

/** Beyond the 15 s that MediaLive asks for, with a margin for clocks, and for a rule to take effect. */
const leadMs = 20_000;
/** After its start: as long as MediaLive may take to perform it, and to tell it. */
const patienceMs = 30_000;
const lookMs = 1000;

/** Switches to the input that is on air already, and watches whether MediaLive performs it and tells of it. */
export async function switchToSame(ground: Ground): Promise<Answer> {
  const channel = ground.named();
  const { account, now } = ground;
  const to = await attachmentOnAir(ground);
  await handBackAfterwards(ground, channel);
  const listener = await account.listen(channel.Arn);
  ground.putBack('a rule and a queue are left', () => listener.close());
  const name = newActionName();
  const startAt = now() + leadMs;
  ground.putBack(`the action ${name} is performed at its time, a switch to what was on air`, async () => {
    if (now() < startAt) await account.updateSchedule(channel.Id, { deletes: [name] });
  });
  await account.updateSchedule(channel.Id, { creates: [switchAction(name, to, startAt)] });
  const told = new Map<unknown, number>();
  const pipelines = channel.PipelineDetails?.length ?? 0;
  let performed = false;
  while (now() < startAt + patienceMs && !(performed && told.size >= pipelines)) {
    await ground.sleep(lookMs);
    await hear(listener, name, told);
    if (now() >= startAt) performed ||= await isShown(ground, name);
  }
  const late = [...told.values()].map((at) => (at - Math.floor(startAt / 1000) * 1000) / 1000);
  const word =
    told.size === 0
      ? 'no Input Change came'
      : `${told.size} Input Changes came, ${late.join(' and ')} s after its start`;
  return answer(
    performed && told.size >= pipelines,
    `DescribeChannel ${performed ? 'shows' : 'does not show'} its action on every pipeline; of ${pipelines} pipelines, ${word}.`,
  );
}

/** When the change was made that an event tells of, by pipeline. */
async function hear(listener: Listener, action: string, told: Map<unknown, number>): Promise<void> {
  for (const { at, detail } of await listener.heard()) {
    if (detail['active_input_switch_action_name'] === action) told.set(detail['pipeline'], at);
  }
}

async function isShown({ account, named }: Ground, action: string): Promise<boolean> {
  const { PipelineDetails = [] } = (await account.channel(named().Id)) ?? {};
  return (
    PipelineDetails.length > 0 &&
    PipelineDetails.every(({ ActiveInputSwitchActionName: shown }) => shown === action)
  );
}

/** The control plane may take the switch for an operator's, and leave the channel to them. */
async function handBackAfterwards(ground: Ground, channel: LookedAt): Promise<void> {
  const before = await ground.status(channel).catch(() => null);
  if (before?.intended?.by !== 'automation') return;
  ground.putBack(
    'the channel may be left to an operator: failover release --channel CHANNEL --yes',
    async () => {
      const after = await ground.status(channel);
      if (after?.intended?.by === 'operator') await ground.release(channel);
    },
  );
}
