import type { CfnFlow } from 'aws-cdk-lib/aws-mediaconnect';
import type { ContributionConfiguration } from '../../../config/channel/flow.ts';

/** What MediaConnect watches in the content of a flow; each change is an event (`MediaConnect Flow Content Quality`). */
export function sourceMonitoring({
  thumbnails,
  contentQuality,
  black,
  frozen,
  silent,
}: ContributionConfiguration['monitoring']): CfnFlow.SourceMonitoringConfigProperty {
  const thumbnailState = thumbnails ? 'ENABLED' : 'DISABLED';
  if (!contentQuality) return { thumbnailState, contentQualityAnalysisState: 'DISABLED' };
  const after = (ms: number) => ({ state: 'ENABLED', thresholdSeconds: Math.round(ms / 1000) });
  return {
    thumbnailState,
    contentQualityAnalysisState: 'ENABLED',
    videoMonitoringSettings: [{ blackFrames: after(black), frozenFrames: after(frozen) }],
    audioMonitoringSettings: [{ silentAudio: after(silent) }],
  };
}
