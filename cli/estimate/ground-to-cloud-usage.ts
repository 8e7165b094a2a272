import type { GroundToCloudChannel } from '../../config/ground-to-cloud.ts';
import { streamGb, type Assumptions, type Usage } from './usage.ts';

const encoders = 2;
/** The configuration does not know what encoders on the ground send; this is an HD ladder of four renditions. */
const assumedMbps = 12;
const assumedViewerMbps = 4;
/** One for each ingest endpoint, and one for both. */
const alarms = 3;

/** A channel without MediaLive: what its two encoders send, what MediaPackage makes of it, and what watches over it. */
export function groundToCloudUsage(
  { origin }: GroundToCloudChannel,
  { hours, viewers }: Assumptions,
): readonly Usage[] {
  const gb = streamGb(assumedMbps, hours);
  const endpoints = origin.type === 'mediapackage-v2' ? origin.endpoints.length : 1;
  const assumed = `${assumedMbps} Mb/s assumed × ${hours} h`;
  return [
    {
      what: 'MediaPackage ingest',
      quantity: encoders * gb,
      price: 'mediapackage-ingest-gb',
      arithmetic: `${encoders} encoders × ${assumed}`,
    },
    {
      what: 'MediaPackage origination',
      quantity: endpoints * gb,
      price: 'mediapackage-origination-gb',
      arithmetic: `${endpoints} endpoints × ${assumed}, each fetched once by the CDN`,
    },
    ...(origin.cdn
      ? [
          {
            what: 'CloudFront to viewers',
            quantity: viewers * streamGb(assumedViewerMbps, hours),
            price: 'cloudfront-transfer-gb' as const,
            arithmetic: `${viewers} viewers × ${assumedViewerMbps} Mb/s assumed × ${hours} h`,
          },
          {
            what: 'CloudFront requests',
            quantity: (viewers * 2 * 3600 * hours) / origin.segment / 10_000,
            price: 'cloudfront-requests-10k' as const,
            arithmetic: `${viewers} viewers × 2 requests every ${origin.segment} s × ${hours} h`,
          },
        ]
      : []),
    {
      what: 'Alarms',
      quantity: alarms,
      price: 'cloudwatch-alarm-month',
      arithmetic: 'one for each ingest, one for both',
    },
    ...(origin.type === 'mediapackage-v1'
      ? [
          {
            what: 'Secrets',
            quantity: 3,
            price: 'secretsmanager-secret-month' as const,
            arithmetic: 'one for each encoder, one for the CDN',
          },
        ]
      : []),
  ];
}
