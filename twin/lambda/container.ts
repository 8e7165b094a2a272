import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { FunctionDefinition } from './function-definition.ts';
import type { FunctionError, InvocationOutcome } from './invocation.ts';

/** Lambda gives a function's init phase ten seconds (Developer Guide, "Lambda execution environment lifecycle"). */
const initMsMax = 10_000;

const functionError = v.object({
  errorType: v.string(),
  errorMessage: v.string(),
  trace: v.optional(v.array(v.string())),
});

const containerMessage = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  v.object({ kind: v.literal('returned'), payload: v.string() }),
  v.object({ kind: v.literal('threw'), error: functionError }),
  v.object({ kind: v.literal('crashed'), error: functionError }),
]);

type ContainerMessage = v.InferOutput<typeof containerMessage>;

export interface InvocationRequest {
  readonly requestId: string;
  readonly payload: string;
  readonly clientContext?: unknown;
}

export interface ContainerOptions {
  readonly definition: FunctionDefinition;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (line: string, requestId: string | undefined) => void;
  /** Told once, when the process has ended for whatever reason. */
  readonly onExit: () => void;
}

type Settle = (outcome: ContainerMessage | { kind: 'exited'; error: FunctionError }) => void;

/** A function's execution environment: one child process that takes one invocation at a time and is kept warm. */
export class Container {
  /** Resolves when the process is gone. */
  readonly exited: Promise<void>;
  readonly #process: ChildProcess;
  readonly #options: ContainerOptions;
  #settle: Settle | undefined;
  #requestId: string | undefined;
  #ready = false;
  #gone = false;
  #crash: FunctionError | undefined;

  constructor(options: ContainerOptions) {
    this.#options = options;
    const { definition, environment } = options;
    this.#process = fork(join(import.meta.dirname, 'bootstrap.mjs'), [], {
      cwd: definition.codeFolder,
      env: environment,
      // Not the flags of this process, which may be those of a test runner or a debugger.
      execArgv: [`--max-old-space-size=${definition.memoryMb}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.exited = new Promise((resolve) => this.#process.once('close', resolve));
    this.#captureLines(this.#process.stdout);
    this.#captureLines(this.#process.stderr);
    this.#process.on('message', (message) => {
      this.#hear(v.parse(containerMessage, message));
    });
    this.#process.on('error', (error) => {
      this.#crash ??= { errorType: 'Runtime.Unknown', errorMessage: error.message };
      // A process that could not be started never exits.
      if (this.#process.pid === undefined) {
        this.#end(null, null);
      }
    });
    this.#process.on('exit', (code, signal) => {
      this.#end(code, signal);
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get alive(): boolean {
    return !this.#gone;
  }

  /** Runs one invocation. Never rejects: a container that dies or takes too long is a failed invocation. */
  async invoke(request: InvocationRequest): Promise<InvocationOutcome> {
    const { requestId } = request;
    this.#requestId = requestId;
    try {
      if (!this.#ready) {
        const started = await this.#next(initMsMax, () => timeoutError(requestId, initMsMax));
        if (started.kind !== 'ready') {
          return outcomeOf(started, requestId);
        }
      }
      const { timeoutMs } = this.#options.definition;
      const ended = this.#next(timeoutMs, () => timeoutError(requestId, timeoutMs));
      const deadlineMs = Date.now() + timeoutMs;
      if (!this.#gone) {
        this.#process.send({ ...request, deadlineMs }, () => {
          // A channel that breaks is told by the process's exit.
        });
      }
      return outcomeOf(await ended, requestId);
    } finally {
      this.#requestId = undefined;
    }
  }

  /** Ends the process at once, as Lambda does after a timeout and a drill does on purpose. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }

  /** The next thing the process says; when it takes too long, it is killed and counts as exited. */
  #next(withinMs: number, onTimeout: () => FunctionError): Promise<Parameters<Settle>[0]> {
    return new Promise((resolve) => {
      if (this.#gone) {
        resolve({ kind: 'exited', error: this.#crash ?? this.#exitError(null, null) });
        return;
      }
      const timer = setTimeout(() => {
        this.#crash = onTimeout();
        this.kill();
      }, withinMs);
      this.#settle = (outcome) => {
        clearTimeout(timer);
        this.#settle = undefined;
        resolve(outcome);
      };
    });
  }

  #hear(message: ContainerMessage): void {
    if (message.kind === 'ready') {
      this.#ready = true;
    }
    if (message.kind === 'crashed') {
      // The process ends by itself now, and its exit settles the invocation.
      this.#crash = message.error;
    } else {
      this.#settle?.(message);
    }
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    this.#gone = true;
    this.#settle?.({ kind: 'exited', error: this.#crash ?? this.#exitError(code, signal) });
    this.#options.onExit();
  }

  #exitError(code: number | null, signal: NodeJS.Signals | null): FunctionError {
    const how = signal === null ? `exit status ${String(code)}` : `signal: ${signalNames[signal] ?? signal}`;
    return {
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${this.#requestId ?? ''} Error: Runtime exited with error: ${how}`,
    };
  }

  #captureLines(stream: Readable | null): void {
    if (stream !== null) {
      createInterface({ input: stream }).on('line', (line) => {
        this.#options.onLine(line, this.#requestId);
      });
    }
  }
}

const signalNames: Readonly<Record<string, string>> = { SIGKILL: 'killed', SIGTERM: 'terminated' };

const timeoutError = (requestId: string, timeoutMs: number): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
});

const outcomeOf = (message: Parameters<Settle>[0], requestId: string): InvocationOutcome => {
  switch (message.kind) {
    case 'returned':
      return { kind: 'returned', requestId, payload: message.payload };
    case 'threw':
    case 'crashed':
    case 'exited':
      return { kind: 'failed', requestId, error: message.error };
    case 'ready':
      throw new Error('A container said twice that it is ready.');
  }
};
