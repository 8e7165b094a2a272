import { StartChannelCommand, StopChannelCommand } from '@aws-sdk/client-medialive';
import { defaultKnobs } from '../../twin/medialive/knobs.ts';
import { callsAtMost, equals, within } from '../check.ts';
import { actuationBudget, awaitSwitch, closingChecks } from '../failover-checks.ts';
import { confirmMs } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';

const settleMs = 5000;
const graceMs = 15_000;

/** A channel that starts while its site sends nothing raises 5007 alone, and is lost like any other. */
export const startsOnDeadSite: Scenario = {
  name: 'starts-on-dead-site',
  summary: 'the channel is stopped and started while A sends nothing; it goes to B',
  run: async (stage) => {
    const { clients, channelId, seen, rehearsal, twin } = stage;
    const isIn = (state: string) => () => twin.channels.state(channelId) === state;
    stage.zero();
    stage.note('operator', 'stops the channel', 'act');
    await clients.mediaLive.send(new StopChannelCommand({ ChannelId: channelId }));
    await stage.until(isIn('IDLE'), graceMs);
    await stage.site('A').cut();
    await stage.rest(settleMs);
    stage.note('operator', 'starts the channel', 'act');
    await clients.mediaLive.send(new StartChannelCommand({ ChannelId: channelId }));
    await stage.until(isIn('RUNNING'), graceMs);
    const zeroAt = stage.zero();
    const { ms, why } = actuationBudget(rehearsal);
    const window = confirmMs(rehearsal);
    const budgetMs = defaultKnobs.probeMs + window + ms;
    const { at, checks } = await awaitSwitch(stage, 'B', budgetMs + graceMs);
    const types = seen.changes.flatMap((change) =>
      change.kind === 'alert' && change.state === 'SET' && change.at >= zeroAt ? [change.type] : [],
    );
    const [first] = seen.switches.filter(({ acceptedAt }) => acceptedAt >= zeroAt);
    const calls = seen.mediaLiveCalls('Controller', zeroAt, first?.acceptedAt ?? Infinity);
    return [
      equals(
        'alerts of the channel',
        [...new Set(types)].join(', '),
        'Initial Probe is Taking Longer Than Expected',
      ),
      within(
        'both pipelines on B, from the start',
        at && at - zeroAt,
        budgetMs,
        `${defaultKnobs.probeMs / 1000} + ${window / 1000} + ${why}`,
      ),
      callsAtMost('MediaLive calls of the controller until the switch', calls, 4),
      ...checks,
      ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
    ];
  },
};
