import { StopFlowCommand } from '@aws-sdk/client-mediaconnect';
import type { Scenario } from '../scenario.ts';
import { nowhereToGoChecks, standbyLostChecks } from '../standby-checks.ts';

/** A stopped flow sends its status and nothing else: no health event says that it delivers nothing. */
export const deadStandby: Scenario = {
  name: 'dead-standby',
  summary: 'the flows of B are stopped, then A is lost; nobody moves the channel onto B, and people know',
  run: async (stage) => {
    const { clients, workflow } = stage;
    const zeroAt = stage.zero();
    stage.note('somebody', 'stops both flows of B', 'bad');
    for (const FlowArn of workflow.flows.get('B') ?? []) {
      await clients.mediaConnect.send(new StopFlowCommand({ FlowArn }));
    }
    return [...(await standbyLostChecks(stage, zeroAt)), ...(await nowhereToGoChecks(stage))];
  },
};
