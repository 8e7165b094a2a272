import type { PipelineHealthView } from '../../control/operator/views.ts';
import type { ShownFlow } from './account.ts';
import type { Ground, LookedAt } from './question.ts';

/** A flow behind a channel, as MediaConnect describes it, beside what its events have told the control plane. */
export interface WatchedFlow extends ShownFlow {
  readonly arn: string;
  /** null: no event has told anything, or there is no control plane. */
  readonly says: PipelineHealthView['flow'];
  /** How long it has been so, at least. */
  readonly forMs: number;
}

/** The flows behind every channel that is looked at. */
export async function watchedFlows(ground: Ground): Promise<readonly WatchedFlow[]> {
  const found: WatchedFlow[] = [];
  for (const channel of await ground.channels()) {
    // What DescribeFlow shows can be looked at without a control plane.
    const status = await ground.status(channel).catch(() => null);
    for (const { attachment, pipeline, arn } of await flowsBehind(ground, channel)) {
      const shown = await ground.account.shownFlow(arn);
      if (shown === null) continue;
      const site = status?.sites.find((one) => one.attachment === attachment);
      const health = site?.pipelines[pipeline];
      const since = health === undefined ? Infinity : Date.parse(health.since);
      found.push({ ...shown, arn, says: health?.flow ?? null, forMs: Math.max(0, ground.now() - since) });
    }
  }
  return found;
}

async function flowsBehind({ account }: Ground, { InputAttachments = [] }: LookedAt) {
  const found: { readonly attachment: string; readonly pipeline: '0' | '1'; readonly arn: string }[] = [];
  for (const { InputAttachmentName: attachment = '', InputId = '' } of InputAttachments) {
    const { MediaConnectFlows: flows = [] } = (await account.input(InputId)) ?? {};
    for (const [index, { FlowArn: arn }] of flows.entries()) {
      if (arn !== undefined) found.push({ attachment, pipeline: index === 0 ? '0' : '1', arn });
    }
  }
  return found;
}
