import { BatchUpdateScheduleCommand } from '@aws-sdk/client-medialive';
import { equals, exactly, within } from '../check.ts';
import { closingChecks } from '../failover-checks.ts';
import { confirmMs } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';

/** From the change on both pipelines to the people. */
const adoptionMs = 3000;

/** Somebody switches in the console, past the control plane. It is their channel: what they did is adopted, not fought. */
export const operatorOutside: Scenario = {
  name: 'operator-outside',
  summary: 'somebody switches to B by the MediaLive API; the control plane adopts it and leaves it alone',
  run: async (stage) => {
    const { seen, clients, channelId, rehearsal } = stage;
    const zeroAt = stage.zero();
    stage.note('operator', 'switches to B by the MediaLive API, past the control plane', 'act');
    await clients.mediaLive.send(
      new BatchUpdateScheduleCommand({
        ChannelId: channelId,
        Creates: {
          ScheduleActions: [
            {
              ActionName: 'by-hand',
              ScheduleActionStartSettings: { ImmediateModeScheduleActionStartSettings: {} },
              ScheduleActionSettings: {
                InputSwitchSettings: { InputAttachmentNameReference: 'B' },
              },
            },
          ],
        },
      }),
    );
    const at = await stage.bothOn('B', 20_000);
    const told = await stage.until(() => seen.told('operator-change', zeroAt)[0], 10_000);
    await stage.rest(confirmMs(rehearsal) + 5000);
    const ours = seen.switches.filter(({ name }) => name !== 'by-hand');
    const intended = (await stage.status())?.intended;
    return [
      within('people told: changed from outside', told && told.at - (at ?? 0), adoptionMs),
      equals('intended now', intended ? `${intended.group}, by ${intended.by}` : 'nothing', 'B, by operator'),
      exactly('switches of the control plane', ours.length, 0),
      ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
    ];
  },
};
