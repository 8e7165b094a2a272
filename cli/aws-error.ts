import { KnownError } from '../config/known-error.ts';

/** AWS, or what stands in its place, could not be asked or did not do what it was asked. */
export class AwsFailure extends KnownError {
  override readonly code = 'AWS';
}

/** By error name: what the SDK's errors that a person can mend are about, whatever was asked. */
const commonHints: Readonly<Record<string, string>> = {
  CredentialsProviderError: 'Log in, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  TokenProviderError: 'Log in again: aws sso login.',
  ExpiredTokenException: 'Log in again.',
  UnrecognizedClientException: 'These credentials are not known there: check AWS_PROFILE and --region.',
  TooManyRequestsException: 'The service is being asked too often. Try again.',
};

/** How Node says that there is no way to a machine, or none that can be trusted. */
const unreachable =
  /ECONN\w+|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|EPROTO|EPIPE|CERT_|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|socket hang up/;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * An error of the SDK as a person can use it; one that does not come of asking AWS stays as it is.
 * @param hints - by error name, what the errors of this very question are about
 */
export function explained(
  error: unknown,
  hints: Readonly<Record<string, string>>,
  env: Environment = process.env,
): unknown {
  if (!(error instanceof Error) || error instanceof KnownError) return error;
  if (error.message.includes('Region is missing')) {
    return new AwsFailure('No AWS region is set.', 'Give --region, or set AWS_REGION.');
  }
  if ('code' in error && error.code === 'ERR_INVALID_URL') return invalidEndpoint(error, env);
  // Node says it in the code, and where several addresses were tried only there; fetch says it in the cause.
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  if (unreachable.test(`${code} ${cause.message}`)) {
    return new AwsFailure(
      `AWS cannot be reached: ${cause.message || code}`,
      'Check the network, and AWS_ENDPOINT_URL if it is set: is the twin running?',
    );
  }
  if (error.name === 'CredentialsProviderError' && env['AWS_PROFILE'] !== undefined) {
    return noCredentials(env['AWS_PROFILE'], error);
  }
  const hint = hints[error.name] ?? commonHints[error.name];
  if (hint !== undefined) return new AwsFailure(error.message, hint);
  return answered(error, env);
}

function invalidEndpoint(error: Error, env: Environment): KnownError {
  const variables = Object.keys(env).filter((name) => name.startsWith('AWS_ENDPOINT_URL'));
  const given = 'input' in error ? String(error.input) : '';
  return new AwsFailure(
    `"${given}" is not an address, and ${variables[0] ?? 'AWS_ENDPOINT_URL'} says that AWS is there.`,
    'Give it like http://127.0.0.1:4566, as "npm run twin" prints it, or leave it out to ask AWS.',
  );
}

function noCredentials(profile: string, { message }: Error): KnownError {
  return new AwsFailure(
    `The profile "${profile}" has no credentials that can be used: ${message}`,
    `Choose one that "aws configure list-profiles" names, with --profile or AWS_PROFILE, or log in: aws sso login --profile ${profile}`,
  );
}

/** An error that the SDK made of an answer; of what is no answer of AWS, an HTML page, it cannot even tell the name. */
function answered(error: Error, env: Environment): unknown {
  const status = statusOf(error);
  if (status === undefined) return error;
  const endpoint = env['AWS_ENDPOINT_URL'];
  if (error instanceof SyntaxError || /^Unknown(Error)?$/.test(error.name)) {
    return new AwsFailure(
      `${endpoint ?? 'The address of AWS'} answered something that is not an answer of AWS (HTTP ${status}).`,
      'A proxy, or another program at this address? Check AWS_ENDPOINT_URL, HTTPS_PROXY and the network.',
    );
  }
  return new AwsFailure(
    `AWS refused (HTTP ${status}): ${error.name}: ${error.message}`,
    'Try again; if it stays, the name of the error says what to look for.',
  );
}

/** What the SDK adds to an error that comes of an answer; the second is there where it could make nothing of the answer. */
interface AnswerParts {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

/** Undefined where the error does not come of an answer. */
function statusOf(error: Error & AnswerParts): number | undefined {
  return error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
}
