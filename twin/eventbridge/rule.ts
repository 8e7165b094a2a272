import type { JsonObject } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { compilePattern, type EventMatcher } from './pattern.ts';
import type { TargetInput } from './target-input.ts';
import { assertSupportedTarget } from './targets.ts';

export interface RuleTarget extends TargetInput {
  readonly Id: string;
  readonly Arn: string;
  /** The role to reach the target with; without one the target's own policy decides. */
  readonly RoleArn?: string | undefined;
  readonly DeadLetterConfig?: { readonly Arn?: string | undefined } | undefined;
  readonly SqsParameters?: { readonly MessageGroupId: string } | undefined;
}

export interface RuleSettings {
  readonly name: string;
  readonly busName: string;
  readonly description?: string | undefined;
  readonly pattern?: JsonObject | undefined;
  readonly scheduleExpression?: string | undefined;
  readonly state: 'ENABLED' | 'DISABLED';
}

/** EventBridge quotas: event pattern size. */
const patternCharactersMax = 2048;

/** A rule of an event bus: what it waits for and where it sends it. */
export class Rule {
  readonly arn: string;
  readonly settings: RuleSettings;
  readonly #matches: EventMatcher;
  #state: 'ENABLED' | 'DISABLED';
  #targets: readonly RuleTarget[] = [];

  constructor(arn: string, settings: RuleSettings) {
    this.arn = arn;
    this.settings = settings;
    this.#state = settings.state;
    this.#matches = settings.pattern === undefined ? () => false : matcherOf(settings.pattern);
  }

  get state(): 'ENABLED' | 'DISABLED' {
    return this.#state;
  }

  set state(state: 'ENABLED' | 'DISABLED') {
    this.#state = state;
  }

  get targets(): readonly RuleTarget[] {
    return this.#targets;
  }

  /** Adds targets, and replaces those whose id is there already (EventBridge API, PutTargets). */
  putTargets(targets: readonly RuleTarget[]): void {
    targets.forEach(({ Arn }) => {
      assertSupportedTarget(Arn);
    });
    const replaced = new Set(targets.map(({ Id }) => Id));
    this.#targets = [...this.#targets.filter(({ Id }) => !replaced.has(Id)), ...targets];
  }

  removeTargets(ids: readonly string[]): void {
    this.#targets = this.#targets.filter(({ Id }) => !ids.includes(Id));
  }

  wants(event: unknown): boolean {
    return this.#state === 'ENABLED' && this.#matches(event);
  }
}

const matcherOf = (pattern: JsonObject): EventMatcher => {
  const { length } = JSON.stringify(pattern);
  if (length > patternCharactersMax) {
    throw new ServiceError(
      400,
      'LimitExceededException',
      `The event pattern has ${length} characters. Allowed: ${patternCharactersMax}.`,
    );
  }
  return compilePattern(pattern);
};
