import type { Interceptor, ServiceCall, ServiceReply } from './service.ts';

/** The interceptors in force. The one registered last stands outermost, so a drill can wrap what is already there. */
export class Interceptors {
  readonly #chain: Interceptor[] = [];

  /** Adds an interceptor until the returned function is called. */
  add(interceptor: Interceptor): () => void {
    this.#chain.push(interceptor);
    return () => {
      const index = this.#chain.indexOf(interceptor);
      if (index >= 0) {
        this.#chain.splice(index, 1);
      }
    };
  }

  run(call: ServiceCall, service: () => Promise<ServiceReply>): Promise<ServiceReply> {
    return this.#chain.reduce<() => Promise<ServiceReply>>(
      (next, interceptor) => () => interceptor(call, next),
      service,
    )();
  }
}
