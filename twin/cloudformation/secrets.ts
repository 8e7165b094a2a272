import { parseJsonObject } from '../gateway/json-value.ts';

/** `{{resolve:secretsmanager:ID:SecretString:KEY:STAGE:VERSION}}`, of which all after `SecretString` may be left out. */
const secretReference = /^secretsmanager:(?<id>.+?)(?::SecretString(?::(?<key>[^:]*)(?::[^:]*){0,2})?)?$/;

/** The secrets that there are, for the dynamic references of templates (CloudFormation User Guide, "Dynamic references"). */
export class Secrets {
  readonly #values = new Map<string, string>();

  put(arn: string, value: string): void {
    this.#values.set(arn, value);
  }

  get arns(): readonly string[] {
    return [...this.#values.keys()];
  }

  valueOf(arn: string): string | undefined {
    return this.#values.get(arn);
  }

  remove(arn: string): void {
    this.#values.delete(arn);
  }

  /** What a dynamic reference stands for, given what stands between `{{resolve:` and `}}`. */
  resolve(reference: string): string {
    const { id = '', key = '' } = secretReference.exec(reference)?.groups ?? {};
    if (id === '') {
      throw new Error(`The twin resolves dynamic references to secretsmanager only, not "${reference}".`);
    }
    const value = this.#values.get(id);
    if (value === undefined) {
      const known = [...this.#values.keys()].join(', ') || 'none';
      throw new Error(`There is no secret ${id}. There are: ${known}.`);
    }
    if (key === '') return value;
    const member = parseJsonObject(value)?.[key];
    if (typeof member === 'string') return member;
    throw new Error(`The secret ${id} has no text "${key}".`);
  }
}
