import type { Clock } from '../../control/ports/clock.ts';
import type { FlowMetrics } from '../../control/ports/media-connect-gateway.ts';

/**
 * CloudWatch's metrics of flows, where the deployment pays for them (`standbyMetrics`). Its client is loaded with the first
 * question, so that a function that does not ask does not wait for it either.
 */
export function paidFlowMetrics(isPaidFor: boolean, clock: Clock): { readonly flowMetrics?: FlowMetrics } {
  if (!isPaidFor) return {};
  let loaded: Promise<FlowMetrics> | undefined;
  return {
    flowMetrics: {
      carrying: async (flowArns) => {
        loaded ??= load(clock);
        return (await loaded).carrying(flowArns);
      },
    },
  };
}

async function load(clock: Clock): Promise<FlowMetrics> {
  const { openFlowMetrics } = await import('./cloudwatch-flow-metrics.ts');
  return openFlowMetrics(clock);
}
