import { CfnFlowOutput } from 'aws-cdk-lib/aws-mediaconnect';
import type { Construct } from 'constructs';
import type { ConfidenceOutput } from '../../../config/channel/flow.ts';

/**
 * Outputs on which people watch the feed as it arrives. MediaLive makes its own output on each flow by itself, so none is
 * made here.
 */
export function confidenceOutputs(
  scope: Construct,
  flowArn: string,
  outputs: readonly ConfidenceOutput[],
): readonly CfnFlowOutput[] {
  return outputs.map(
    ({ name, protocol, destination, port, allow, streamId }) =>
      new CfnFlowOutput(scope, `Confidence-${name}`, {
        flowArn,
        name,
        description: 'Confidence monitoring',
        protocol,
        port,
        ...(destination === undefined ? {} : { destination }),
        ...(allow === undefined ? {} : { cidrAllowList: allow }),
        ...(streamId === undefined ? {} : { streamId }),
      }),
  );
}
