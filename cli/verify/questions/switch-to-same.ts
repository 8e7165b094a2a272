import { attachmentOnAir, newActionName, switchAction } from '../harmless-switch.ts';
import { answer, type Answer, type Ground, type LookedAt } from '../question.ts';

/** Beyond the 15 s that MediaLive asks for, with a margin for clocks. */
const leadMs = 20_000;
/** After its start: as long as MediaLive may take to perform it. */
const patienceMs = 30_000;
const lookMs = 2000;

/** Switches to the input that is on air already, and watches whether MediaLive performs it. */
export async function switchToSame(ground: Ground): Promise<Answer> {
  const channel = ground.named();
  const { account, now } = ground;
  const to = await attachmentOnAir(ground);
  const name = newActionName();
  await handBackAfterwards(ground, channel);
  const startAt = now() + leadMs;
  await account.updateSchedule(channel.Id, { creates: [switchAction(name, to, startAt)] });
  const isShown = async () => {
    const { PipelineDetails = [] } = (await account.channel(channel.Id)) ?? {};
    return (
      PipelineDetails.length > 0 &&
      PipelineDetails.every(({ ActiveInputSwitchActionName: action }) => action === name)
    );
  };
  await ground.sleep(leadMs);
  while (!(await isShown())) {
    const late = Math.round((now() - startAt) / 1000);
    if (now() > startAt + patienceMs) {
      return answer(false, `DescribeChannel does not show its action ${late} s after its start.`);
    }
    await ground.sleep(lookMs);
  }
  return answer(true, 'DescribeChannel shows its action on every pipeline.');
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
