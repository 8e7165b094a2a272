/**
 * What may be said of an error of a call that carried a password: its name, and what its log at AWS is found by. A service is free to
 * quote in its text the value that it refuses, and a stack's events and a function's log are read by many.
 */
export function nameOfError(error: unknown): string {
  if (!(error instanceof Error)) return 'an error without a name';
  const { httpStatusCode, requestId } = metadataOf(error);
  const details = [
    httpStatusCode === undefined ? [] : `status ${httpStatusCode}`,
    requestId === undefined ? [] : `request id ${requestId}`,
  ].flat();
  return [error.name, ...details].join(', ');
}

/**
 * What may be said of an error of a call that is answered with a password: all that the service says in refusing it. What else the
 * SDK throws may quote an answer that it cannot read.
 */
export function errorText(error: unknown): string {
  const isRefusal = error instanceof Error && ('$fault' in error || error.constructor === Error);
  return isRefusal ? `${error.name}: ${error.message}` : nameOfError(error);
}

interface Metadata {
  readonly httpStatusCode?: number;
  readonly requestId?: string;
}

/** Every error of the SDK that comes of an answer has it. */
function metadataOf(error: Error): Metadata {
  return '$metadata' in error ? (error.$metadata as Metadata) : {};
}
