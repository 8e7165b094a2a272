/**
 * Stands in for the SDK's event streams in the bundles: no operation that a function calls has one, and they are 15 kB in each
 * bundle that never run. The bundler puts it in the place of `@smithy/core/event-streams`; see lib/handler-bundles.ts.
 * @throws {Error} When an operation with an event stream is called all the same: then take this stand-in out.
 */
export function eventStreamSerdeProvider(): never {
  throw new Error(
    'This operation has an event stream, which the bundles leave out: see lib/handler-bundles.ts.',
  );
}

/** A client that has such operations (S3) asks for this as it is made: it stays as it is. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}
