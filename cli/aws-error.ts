import { KnownError } from '../config/known-error.ts';

/** By error name: what the SDK's errors that a person can mend are about, whatever was asked. */
const commonHints: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'Log in, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  TokenProviderError: 'Log in again: aws sso login.',
  ExpiredTokenException: 'Log in again.',
  UnrecognizedClientException: 'These credentials are not known there: check AWS_PROFILE and --region.',
  TooManyRequestsException: 'The service is being asked too often. Try again.',
};

/**
 * An error of the SDK as a person can use it; one that no person can mend stays as it is.
 * @param hints - by error name, what the errors of this very question are about
 */
export function explained(error: unknown, hints: Readonly<Record<string, string>>): unknown {
  if (!(error instanceof Error) || error instanceof KnownError) return error;
  if (error.message.includes('Region is missing')) {
    return new KnownError('No AWS region is set.', 'Give --region, or set AWS_REGION.');
  }
  // Node says it in the code, and where several addresses were tried only there; fetch says it in the cause.
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  if (/ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH/.test(`${code} ${cause.message}`)) {
    return new KnownError(
      `AWS cannot be reached: ${cause.message || code}`,
      'Check the network, and AWS_ENDPOINT_URL if it is set: is the twin running?',
    );
  }
  const hint = hints[error.name] ?? commonHints[error.name];
  return hint === undefined ? error : new KnownError(error.message, hint);
}
