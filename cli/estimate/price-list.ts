import * as v from 'valibot';
import { readTextFile } from '../../config/read-file.ts';
import { KnownError } from '../../config/known-error.ts';
import ownPrices from './prices/us-east-1.json' with { type: 'json' };

const price = v.object({
  usd: v.pipe(v.number(), v.minValue(0)),
  /** What one of it is. */
  per: v.string(),
  /** `read`: seen in a price list or a page that quotes it. `assumed`: of the right order, to be checked at its source. */
  basis: v.picklist(['read', 'assumed']),
  date: v.pipe(v.string(), v.isoDate()),
  source: v.pipe(v.string(), v.url()),
  note: v.optional(v.string()),
  /** A page of somebody else that says the same, and when it did: AWS's own may not be at hand. */
  quoted: v.optional(
    v.object({ date: v.pipe(v.string(), v.isoDate()), source: v.pipe(v.string(), v.url()) }),
  ),
});

const priceIds = [
  'mediaconnect-flow-hour',
  'mediaconnect-transfer-region-gb',
  'mediaconnect-transfer-internet-gb',
  'medialive-input-hd-10-hour',
  'medialive-input-hd-20-hour',
  'medialive-input-hd-50-hour',
  'medialive-output-sd-hour',
  'medialive-output-hd-hour',
  'medialive-output-sd-high-rate-hour',
  'medialive-output-hd-high-rate-hour',
  'medialive-output-uhd-hour',
  'medialive-idle-channel-hour',
  'medialive-idle-push-input-hour',
  'mediapackage-ingest-gb',
  'mediapackage-origination-gb',
  's3-put-thousand',
  's3-get-thousand',
  's3-storage-gb-month',
  'cloudfront-transfer-gb',
  'cloudfront-requests-10k',
  'lambda-request-million',
  'lambda-arm-gb-second',
  'sqs-request-million',
  'scheduler-invocation-million',
  'dynamodb-read-million',
  'dynamodb-write-million',
  'cloudwatch-alarm-month',
  'cloudwatch-dashboard-month',
  'cloudwatch-metric-month',
  'cloudwatch-get-metric-thousand',
  'cloudwatch-logs-gb',
  'secretsmanager-secret-month',
  'kms-key-month',
] as const;
export type PriceId = (typeof priceIds)[number];

const priceList = v.object({
  region: v.string(),
  currency: v.literal('USD'),
  prices: v.object(v.entriesFromList(priceIds, price)),
});
export type PriceList = v.InferOutput<typeof priceList>;

/** The list that comes with the command has some 10,000. */
const bytesMax = 5_000_000;

/**
 * The prices in a file, or those that come with the command: list prices on demand. Those of a contract, of reservations or of another
 * region belong into a file of one's own.
 * @throws KnownError where the file is not a price list.
 */
export function readPriceList(file?: string): PriceList {
  if (file === undefined) return v.parse(priceList, ownPrices);
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), priceList), textOf(file));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new KnownError(
    `${file} is not a price list, at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}.`,
    'Begin with a copy of cli/estimate/prices/us-east-1.json.',
  );
}

function textOf(file: string): string {
  try {
    return readTextFile(file, bytesMax);
  } catch (error) {
    throw new KnownError(
      `The prices cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Give --prices the path of a JSON file.',
    );
  }
}
