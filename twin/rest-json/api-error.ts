/** One reason why a request is refused, in the shape MediaLive and its siblings report them. */
export interface ValidationError {
  /** JSON pointer into the request as sent, e.g. `/creates/scheduleActions/0/actionName`. */
  readonly ElementPath: string;
  readonly ErrorMessage: string;
}

/**
 * A refusal that the service's model declares, thrown by an operation and written to the wire through the
 * error's own schema, so that every client raises its typed class for it.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** The error's shape in the model, e.g. `NotFoundException`; it decides the HTTP status. */
  readonly code: string;
  readonly validationErrors: readonly ValidationError[];

  constructor(code: string, message: string, validationErrors: readonly ValidationError[] = []) {
    super(message);
    this.code = code;
    this.validationErrors = validationErrors;
  }
}
