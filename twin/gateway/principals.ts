import type { Principal } from './service.ts';

/** A function container's identity: which function it runs and under which role. */
export interface ContainerIdentity extends Principal {
  readonly functionName: string;
}

/**
 * Who owns which access key. Keys nobody registered belong to clients from outside (a CLI, a test), which stand for
 * the account's administrator and may do everything.
 */
export class Principals {
  readonly #containers = new Map<string, ContainerIdentity>();

  add(container: ContainerIdentity): void {
    this.#containers.set(container.accessKeyId, container);
  }

  remove(accessKeyId: string): void {
    this.#containers.delete(accessKeyId);
  }

  of(accessKeyId: string): Principal {
    return this.#containers.get(accessKeyId) ?? { accessKeyId };
  }

  /** The function behind a key, for the record of calls. */
  functionNameOf(accessKeyId: string): string | undefined {
    return this.#containers.get(accessKeyId)?.functionName;
  }
}
