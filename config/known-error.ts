/** A failure that a person can do something about: shown as what is wrong and a hint, without a stack. */
export class KnownError extends Error {
  /** What kind of failure it is, for programs. */
  readonly code: string = 'USAGE';
  /** What to do; empty where the message says it. */
  readonly hint: string;

  constructor(message: string, hint = '') {
    super(message);
    this.name = new.target.name;
    this.hint = hint;
  }

  /** As people are shown it. */
  get shown(): string {
    return this.hint === '' ? this.message : `${this.message}\n  ${this.hint}`;
  }
}
