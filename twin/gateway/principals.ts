import type { Principal } from './service.ts';

/** Somebody with an access key of the twin: a function's container, or a caller that has assumed a role. */
interface Identity extends Principal {
  readonly roleArn: string;
  /** Of a container. */
  readonly functionName?: string;
}

/**
 * Who owns which access key. Keys nobody registered belong to clients from outside (a CLI, a test), who stand for
 * the root user of the account: whatever no policy of a resource denies it, it may do.
 */
export class Principals {
  readonly #known = new Map<string, Identity>();

  add(identity: Identity): void {
    this.#known.set(identity.accessKeyId, identity);
  }

  remove(accessKeyId: string): void {
    this.#known.delete(accessKeyId);
  }

  of(accessKeyId: string): Principal {
    return this.#known.get(accessKeyId) ?? { accessKeyId };
  }

  /** The function behind a key, for the record of calls. */
  functionNameOf(accessKeyId: string): string | undefined {
    return this.#known.get(accessKeyId)?.functionName;
  }
}
