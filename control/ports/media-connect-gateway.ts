import type { FlowSnapshot } from '../../core/model/event.ts';

/** The part of MediaConnect that the control plane uses. Questions throw when they are not answered. */
export interface MediaConnectGateway {
  /** The status of every flow of the account in this region, by ARN: ListFlows, all pages. */
  listFlows(): Promise<ReadonlyMap<string, string>>;
  /** DescribeFlow: the status, whether a device is sending, and the errors that MediaConnect lists. */
  describeFlow(flowArn: string): Promise<FlowSnapshot>;
}

/** CloudWatch's word on flows, where a deployment pays for it (`standbyMetrics`). */
export interface FlowMetrics {
  /** Whether media arrived in the last minute, by flow ARN; a flow without a datapoint is left out. */
  carrying(flowArns: readonly string[]): Promise<ReadonlyMap<string, boolean>>;
}
