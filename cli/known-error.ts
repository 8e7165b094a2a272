/** A failure that a person can do something about: shown as one line and a hint, without a stack. */
export class KnownError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'KnownError';
    this.hint = hint;
  }
}
