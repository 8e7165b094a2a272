import type { EncodingConfiguration } from '../../config/channel/encoding.ts';
import type { OutputConfiguration, S3Output } from '../../config/channel/outputs.ts';
import { ladderMbps, viewerMbps } from './encoder-usage.ts';
import { streamGb, type Assumptions, type Usage } from './usage.ts';

const pipelines = 2;
/** A request to S3 and what is around it. */
const sweepSeconds = 0.05;
const sweeperGb = 0.25;

/** The origins of one output, and the CDN before it. */
export function deliveryUsage(
  output: OutputConfiguration,
  encoding: EncodingConfiguration,
  assumptions: Assumptions,
): readonly Usage[] {
  const origins = output.type !== 'mediapackage-v1' && output.secondOrigin ? 2 : 1;
  const own =
    output.type === 's3'
      ? bucketUsage(output, encoding, assumptions.hours, origins)
      : packageUsage(output, encoding, assumptions.hours, origins);
  return [...own, ...(output.cdn ? cdnUsage(output, encoding, assumptions) : [])];
}

/** Both pipelines deliver to each origin; the CDN fetches every rendition of every endpoint once. */
function packageUsage(
  output: Exclude<OutputConfiguration, S3Output>,
  encoding: EncodingConfiguration,
  hours: number,
  origins: number,
): readonly Usage[] {
  const mbps = ladderMbps(encoding);
  const endpoints = output.type === 'mediapackage-v2' ? output.endpoints.length : 1;
  const gb = streamGb(mbps, hours);
  return [
    {
      what: `${output.name}: MediaPackage ingest`,
      quantity: pipelines * origins * gb,
      price: 'mediapackage-ingest-gb',
      arithmetic: `${pipelines} pipelines × ${origins} × ${mbps.toFixed(1)} Mb/s × ${hours} h`,
    },
    {
      what: `${output.name}: MediaPackage origination`,
      quantity: endpoints * gb,
      price: 'mediapackage-origination-gb',
      arithmetic: `${endpoints} endpoints × ${mbps.toFixed(1)} Mb/s × ${hours} h, each fetched once by the CDN`,
    },
    ...(output.type === 'mediapackage-v1'
      ? [
          {
            what: `${output.name}: CDN identifier`,
            quantity: 1,
            price: 'secretsmanager-secret-month' as const,
            arithmetic: '1 secret',
          },
        ]
      : []),
  ];
}

/** Each segment and its playlist are written by both pipelines; only what is in the window is kept. */
function bucketUsage(
  { name, segment, indexSegments, keepSegments, staleAfterSegments }: S3Output,
  encoding: EncodingConfiguration,
  hours: number,
  origins: number,
): readonly Usage[] {
  const renditions = encoding.ladder.renditions.length;
  const puts = (origins * pipelines * renditions * 2 * 3600 * hours) / segment;
  const keptSeconds = (keepSegments ?? 2 * indexSegments + 1) * segment;
  const keptGb = origins * pipelines * streamGb(ladderMbps(encoding), keptSeconds / 3600);
  return [
    {
      what: `${name}: S3 writes`,
      quantity: puts / 1000,
      price: 's3-put-thousand',
      arithmetic: `${origins * pipelines} × ${renditions} renditions × 2 files every ${segment} s × ${hours} h`,
    },
    {
      what: `${name}: S3 storage`,
      quantity: keptGb,
      price: 's3-storage-gb-month',
      arithmetic: `${keptSeconds} s of every rendition, ${origins * pipelines} times`,
    },
    ...(staleAfterSegments === 0 ? [] : sweeperUsage(name, segment, hours, origins)),
  ];
}

/** One rendition of each pipeline sets it off with every segment; most of the time it looks at one playlist and is done. */
function sweeperUsage(name: string, segment: number, hours: number, origins: number): readonly Usage[] {
  const looks = (origins * pipelines * 3600 * hours) / segment;
  const arithmetic = `${origins * pipelines} every ${segment} s × ${hours} h`;
  return [
    {
      what: `${name}: sweeper requests`,
      quantity: looks / 1e6,
      price: 'lambda-request-million',
      arithmetic,
    },
    {
      what: `${name}: sweeper time`,
      quantity: looks * sweepSeconds * sweeperGb,
      price: 'lambda-arm-gb-second',
      arithmetic: `${arithmetic} × ${sweepSeconds} s × ${sweeperGb} GB`,
    },
    { what: `${name}: sweeper looks`, quantity: looks / 1000, price: 's3-get-thousand', arithmetic },
  ];
}

function cdnUsage(
  { name, segment }: OutputConfiguration,
  encoding: EncodingConfiguration,
  { hours, viewers }: Assumptions,
): readonly Usage[] {
  const mbps = viewerMbps(encoding);
  return [
    {
      what: `${name}: CloudFront to viewers`,
      quantity: viewers * streamGb(mbps, hours),
      price: 'cloudfront-transfer-gb',
      arithmetic: `${viewers} viewers × ${mbps.toFixed(1)} Mb/s × ${hours} h`,
    },
    {
      what: `${name}: CloudFront requests`,
      quantity: (viewers * 2 * 3600 * hours) / segment / 10_000,
      price: 'cloudfront-requests-10k',
      arithmetic: `${viewers} viewers × 2 requests every ${segment} s × ${hours} h`,
    },
  ];
}
