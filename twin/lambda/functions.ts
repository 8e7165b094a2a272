import type { Clock } from '../clock.ts';
import type { AsyncFunctions } from '../eventbridge/targets.ts';
import type { Principals } from '../gateway/principals.ts';
import { Recent } from '../gateway/recent.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionRunner } from './function-runner.ts';
import type { FunctionLogLine, InvocationOutcome, ObservedInvocation } from './invocation.ts';

export interface FunctionsOptions {
  readonly principals: Principals;
  readonly endpoint: () => string;
  readonly region: string;
  readonly clock: Clock;
  /** Invocations at once over all functions without a reservation; a new AWS account, too, has 10. */
  readonly concurrency?: number;
  /**
   * When a failed asynchronous invocation is tried again: after one and two minutes (Lambda Developer Guide,
   * "How Lambda handles errors and retries with asynchronous invocation").
   */
  readonly asyncRetryMs?: readonly number[];
}

/** The account's functions: invoked by clients, rules, schedules and queues, observed and killed by drills. */
export class Functions implements AsyncFunctions {
  readonly logs = new Recent<FunctionLogLine>(50_000);
  readonly invocations = new Recent<ObservedInvocation>();
  readonly #options: FunctionsOptions;
  readonly #runners = new Map<string, FunctionRunner>();
  readonly #retryAttempts = new Map<string, number>();
  readonly #pending = new Set<() => void>();
  #closed = false;

  constructor(options: FunctionsOptions) {
    this.#options = options;
  }

  add(definition: FunctionDefinition): void {
    const { principals, endpoint, region } = this.#options;
    const hasRoom = (): boolean => this.#unreservedBusy() < this.concurrency.unreserved;
    const { logs, invocations } = this;
    const options = { principals, endpoint, region, logs, invocations, hasRoom };
    this.#runners.set(definition.name, new FunctionRunner(definition, options));
  }

  /** Ends its containers; what they were at is cut off. */
  async remove(name: string): Promise<void> {
    const runner = this.#runners.get(name);
    this.#runners.delete(name);
    this.#retryAttempts.delete(name);
    await runner?.close();
  }

  /** How often a failed asynchronous invocation of a function is repeated (EventInvokeConfig). */
  setRetryAttempts(name: string, attempts: number): void {
    this.#retryAttempts.set(name, attempts);
  }

  list(): readonly FunctionDefinition[] {
    return [...this.#runners.values()].map(({ definition }) => definition);
  }

  /** Finds a function by name, ARN (with or without version) or logical id. */
  find(nameOrArn: string): FunctionDefinition | undefined {
    return this.#runnerOf(nameOrArn)?.definition;
  }

  /** Throws ThrottledError when there is no concurrency left. */
  async invoke(nameOrArn: string, payload: string, clientContext?: unknown): Promise<InvocationOutcome> {
    if (this.#closed) {
      throw new Error('The twin is stopping.');
    }
    return this.#runner(nameOrArn).invoke(payload, clientContext);
  }

  /** Runs in the background and, when it fails, again later, as often as Lambda does. */
  invokeAsync(nameOrArn: string, payload: string): void {
    const { definition } = this.#runner(nameOrArn);
    void this.#attempt(definition.name, payload, 0);
  }

  /** How many invocations of a function are running. */
  busy(nameOrArn: string): number {
    return this.#runner(nameOrArn).busy;
  }

  /** Process ids of a function's containers. */
  pids(nameOrArn: string): readonly number[] {
    return this.#runner(nameOrArn).pids;
  }

  /** Kills a function's containers; their invocations fail, and the next one starts cold. */
  kill(nameOrArn: string): void {
    this.#runner(nameOrArn).kill();
  }

  /** Invocations at once: the account's quota, and what functions without a reservation share of it. */
  get concurrency(): { readonly limit: number; readonly unreserved: number } {
    const { concurrency: unreserved = 10 } = this.#options;
    const reserved = this.list().map(({ reservedConcurrency = 0 }) => reservedConcurrency);
    return { limit: unreserved + reserved.reduce((sum, one) => sum + one, 0), unreserved };
  }

  /** Ends all containers; resolves when their processes are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const forget of this.#pending) {
      forget();
    }
    await Promise.all([...this.#runners.values()].map((runner) => runner.close()));
  }

  async #attempt(name: string, payload: string, attempt: number): Promise<void> {
    const failed = await this.invoke(name, payload).then(
      ({ kind }) => kind === 'failed',
      () => true,
    );
    const { asyncRetryMs = [60_000, 120_000], clock } = this.#options;
    const retryMs = attempt < (this.#retryAttempts.get(name) ?? 2) ? asyncRetryMs[attempt] : undefined;
    if (failed && retryMs !== undefined && !this.#closed) {
      const forget = clock.after(retryMs, () => {
        this.#pending.delete(forget);
        void this.#attempt(name, payload, attempt + 1);
      });
      this.#pending.add(forget);
    }
  }

  #unreservedBusy(): number {
    return [...this.#runners.values()]
      .filter(({ definition }) => definition.reservedConcurrency === undefined)
      .reduce((sum, { busy }) => sum + busy, 0);
  }

  #runner(nameOrArn: string): FunctionRunner {
    const runner = this.#runnerOf(nameOrArn);
    if (runner === undefined) {
      const known = [...this.#runners.keys()].join(', ') || 'none';
      throw new Error(`There is no function ${nameOrArn}. There are: ${known}.`);
    }
    return runner;
  }

  #runnerOf(nameOrArn: string): FunctionRunner | undefined {
    // arn:aws:lambda:region:account:function:name[:version], account:function:name, or name[:version]
    const name = (/function:([^:]+)/.exec(nameOrArn)?.[1] ?? nameOrArn).split(':')[0] ?? nameOrArn;
    return (
      this.#runners.get(name) ??
      [...this.#runners.values()].find(({ definition }) => definition.logicalId === name)
    );
  }
}
