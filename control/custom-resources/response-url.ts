import * as v from 'valibot';
import { isLoopback } from './loopback.ts';

/**
 * A host of CloudFormation's bucket of a region. The bucket is named after the region without its hyphens, as in
 * `cloudformation-custom-resource-response-uswest2` (CloudFormation User Guide, "Considerations for CloudFormation VPC endpoints");
 * S3 serves it under its names for the region, with a dot or, in older regions, a hyphen, for FIPS and dual-stack as well
 * (General Reference, "Amazon S3 endpoints and quotas").
 */
const bucketHost =
  /^cloudformation-custom-resource-response-(?<named>[a-z0-9]+)\.s3(?:-fips)?(?:\.dualstack)?[.-](?<region>[a-z]{2}(?:-[a-z]+)+-\d+)\.amazonaws\.com(?<china>\.cn)?$/;

/** In us-east-1, S3's name has no region. */
const bucketHostWithoutRegion = 'cloudformation-custom-resource-response-useast1.s3.amazonaws.com';

/**
 * Whether CloudFormation waits for an answer there. Anybody may own a bucket whose name begins like CloudFormation's; the one
 * that is named after the region it is in is CloudFormation's.
 * @param awsEndpoint - value of `AWS_ENDPOINT_URL`, which tells every client where AWS is. Only the twin sets it; its own
 * host is answered in plain HTTP, and only where that is this machine.
 */
export function isResponseUrl(text: string, awsEndpoint?: string): boolean {
  const url = urlOf(text);
  if (url?.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return url.port === '' && isBucketHost(url.hostname);
  const isTwin = url.hostname === urlOf(awsEndpoint)?.hostname && isLoopback(url.hostname);
  return isTwin && url.protocol === 'http:';
}

function isBucketHost(hostname: string): boolean {
  if (hostname === bucketHostWithoutRegion) return true;
  const { named, region, china } = bucketHost.exec(hostname)?.groups ?? {};
  if (region === undefined || region.replaceAll('-', '') !== named) return false;
  return region.startsWith('cn-') === (china !== undefined);
}

function urlOf(text: string | undefined): URL | null {
  return text !== undefined && URL.canParse(text) ? new URL(text) : null;
}

/**
 * Where CloudFormation waits for an answer. Refused is everything else: a caller of the function could have it send to
 * any host that it can reach.
 */
export const responseUrl = v.pipe(
  v.string(),
  v.check(
    (text) => isResponseUrl(text, process.env['AWS_ENDPOINT_URL']),
    // The rest of the URL is a signature, and a log is no place for it.
    ({ input }) =>
      `${JSON.stringify(urlOf(input)?.origin.slice(0, 100) ?? 'no URL')} is not where CloudFormation takes answers. Allowed: https, the bucket cloudformation-custom-resource-response-REGION in S3. Have CloudFormation itself invoke this function, by deploying the stack.`,
  ),
);
