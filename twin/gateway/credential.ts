/** What a SigV4 signature says about a call without its secret being known: who, where and to which service. */
export interface Credential {
  readonly accessKeyId: string;
  readonly region: string;
  /** The service's signing name, e.g. `dynamodb`. */
  readonly service: string;
}

/**
 * Reads the credential scope (`<key>/<date>/<region>/<service>/aws4_request`) from the Authorization header, or from
 * the query of a presigned URL. The signature itself is not verified: the twin keeps no secrets worth guarding.
 */
export const readCredential = (
  headers: Readonly<Record<string, string>>,
  url: string,
): Credential | undefined => {
  const fromHeader = /Credential=([^,\s]+)/.exec(headers['authorization'] ?? '')?.[1];
  const scope = fromHeader ?? new URL(url, 'http://gateway').searchParams.get('X-Amz-Credential');
  if (scope === null) {
    return undefined;
  }
  // An access key holds no slash, but the scope is read from its end, as AWS's own parsers do.
  const [terminator, service, region, , ...key] = scope.split('/').reverse();
  if (terminator !== 'aws4_request' || !service || !region || key.length === 0) {
    return undefined;
  }
  return { accessKeyId: key.reverse().join('/'), region, service };
};
