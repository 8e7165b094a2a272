import type { ResourceProvider } from './resource-provider.ts';

/** Finds who can make a resource of a type. */
export class ProviderRegistry {
  readonly #providers: readonly ResourceProvider[];

  constructor(providers: readonly ResourceProvider[]) {
    this.#providers = providers;
  }

  of(type: string): ResourceProvider {
    const provider = this.#providers.find(({ types }) => types.some((known) => fits(known, type)));
    if (provider === undefined) {
      const known = this.#providers
        .flatMap(({ types }) => types)
        .sort()
        .join(', ');
      throw new Error(`The twin has no resources of type ${type}. It has: ${known}.`);
    }
    return provider;
  }
}

const fits = (known: string, type: string): boolean =>
  known.endsWith('*') ? type.startsWith(known.slice(0, -1)) : known === type;
