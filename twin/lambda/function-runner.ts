import { randomUUID } from 'node:crypto';
import type { Principals } from '../gateway/principals.ts';
import type { Recent } from '../gateway/recent.ts';
import { containerEnvironment } from './container-environment.ts';
import { Container } from './container.ts';
import type { FunctionDefinition } from './function-definition.ts';
import {
  ThrottledError,
  type FunctionLogLine,
  type InvocationOutcome,
  type ObservedInvocation,
} from './invocation.ts';

export interface RunnerOptions {
  readonly principals: Principals;
  readonly endpoint: () => string;
  readonly region: string;
  readonly logs: Recent<FunctionLogLine>;
  readonly invocations: Recent<ObservedInvocation>;
  /** Whether the account's concurrency has room for one more. */
  readonly hasRoom: () => boolean;
}

/** Runs one function: warm containers first, new ones up to its concurrency, each with an access key of its own. */
export class FunctionRunner {
  readonly definition: FunctionDefinition;
  readonly #options: RunnerOptions;
  readonly #warm: Container[] = [];
  readonly #all = new Set<Container>();
  readonly #idle = new Set<() => void>();
  #busy = 0;

  constructor(definition: FunctionDefinition, options: RunnerOptions) {
    this.definition = definition;
    this.#options = options;
  }

  get busy(): number {
    return this.#busy;
  }

  /** Process ids of the containers. */
  get pids(): readonly number[] {
    return [...this.#all].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** Throws ThrottledError when the function or the account has no concurrency left. */
  async invoke(payload: string, clientContext?: unknown): Promise<InvocationOutcome> {
    const { reservedConcurrency, name: functionName } = this.definition;
    if (reservedConcurrency !== undefined && this.#busy >= reservedConcurrency) {
      throw new ThrottledError('ReservedFunctionConcurrentInvocationLimitExceeded');
    }
    if (reservedConcurrency === undefined && !this.#options.hasRoom()) {
      throw new ThrottledError('ConcurrentInvocationLimitExceeded');
    }
    const requestId = randomUUID();
    const startedAt = Date.now();
    const warm = this.#takeWarm();
    const container = warm ?? this.#start();
    this.#busy += 1;
    this.#log(requestId, `START RequestId: ${requestId} Version: $LATEST`);
    const outcome = await container.invoke({ requestId, payload, clientContext });
    // The process writes its lines before it answers; they are read in this turn of the loop.
    await new Promise(setImmediate);
    this.#busy -= 1;
    if (container.alive) {
      this.#warm.push(container);
    }
    const finishedAt = Date.now();
    this.#report(outcome, finishedAt - startedAt);
    this.#options.invocations.add({
      functionName,
      requestId,
      payload,
      outcome,
      cold: warm === undefined,
      pid: container.pid,
      startedAt,
      finishedAt,
    });
    if (this.#busy === 0) {
      this.#tellIdle();
    }
    return outcome;
  }

  /** Kills every container, busy or not; what they were doing has failed. */
  kill(): void {
    for (const container of this.#all) {
      container.kill();
    }
  }

  /** Kills every container and waits until the processes are gone and their invocations have failed. */
  async close(): Promise<void> {
    const exits = [...this.#all].map(({ exited }) => exited);
    this.kill();
    await Promise.all(exits);
    if (this.#busy > 0) {
      await new Promise<void>((resolve) => this.#idle.add(resolve));
    }
  }

  #tellIdle(): void {
    for (const resolve of this.#idle) {
      resolve();
    }
    this.#idle.clear();
  }

  /** The one used last, as Lambda prefers, so that a steady load keeps few containers. */
  #takeWarm(): Container | undefined {
    let container = this.#warm.pop();
    while (container !== undefined && !container.alive) {
      container = this.#warm.pop();
    }
    return container;
  }

  #start(): Container {
    const { principals, endpoint, region } = this.#options;
    const { name, roleArn } = this.definition;
    const accessKeyId = `ASIA${randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`;
    const logStream = `twin/[$LATEST]${randomUUID().replaceAll('-', '')}`;
    const container = new Container({
      definition: this.definition,
      environment: containerEnvironment(this.definition, {
        endpoint: endpoint(),
        region,
        accessKeyId,
        logStream,
      }),
      onLine: (text, requestId) => {
        this.#log(requestId, text);
      },
      onExit: () => {
        this.#all.delete(container);
        principals.remove(accessKeyId);
      },
    });
    const { pid } = container;
    principals.add({
      accessKeyId,
      roleArn,
      sessionName: name,
      functionName: name,
      ...(pid === undefined ? {} : { pid }),
    });
    this.#all.add(container);
    return container;
  }

  #log(requestId: string | undefined, text: string): void {
    this.#options.logs.add({ functionName: this.definition.name, requestId, text, at: Date.now() });
  }

  #report(outcome: InvocationOutcome, durationMs: number): void {
    const { requestId } = outcome;
    if (outcome.kind === 'failed') {
      this.#log(requestId, `${outcome.error.errorType}: ${outcome.error.errorMessage}`);
    }
    this.#log(requestId, `END RequestId: ${requestId}`);
    this.#log(
      requestId,
      `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\t` +
        `Memory Size: ${this.definition.memoryMb} MB`,
    );
  }
}
