import { equals } from '../check.ts';
import type { Scenario } from '../scenario.ts';
import { nowhereToGoChecks, standbyLostChecks } from '../standby-checks.ts';

/** An encoder that lost its picture stays connected: its packets have nothing in them. */
export const zeroBitrate: Scenario = {
  name: 'zero-bitrate',
  summary:
    'B stays connected and carries nothing, then A is lost; the channel does not go to B, and people know',
  run: async (stage) => {
    const zeroAt = stage.zero();
    await stage.site('B').idle();
    const told = await standbyLostChecks(stage, zeroAt);
    const [flowArn = ''] = stage.workflow.flows.get('B') ?? [];
    const states =
      stage.twin.flows.find(flowArn)?.receivers.map((receiver) => receiver.health(Date.now())) ?? [];
    const words = states.map(
      (health) => `${health?.state ?? 'unknown'} ${health?.isBitrateZero ? 'empty' : 'full'}`,
    );
    return [
      equals('sources of B, as MediaConnect has them', [...new Set(words)].join(', '), 'CONNECTED empty'),
      ...told,
      ...(await nowhereToGoChecks(stage)),
    ];
  },
};
