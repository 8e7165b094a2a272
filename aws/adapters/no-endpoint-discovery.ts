/**
 * Stands in for the SDK's endpoint discovery in the bundles: DynamoDB's client makes a cache for it that none of its operations
 * reads, and it is 8 kB in each bundle. The bundler puts it in the place of `@aws-sdk/middleware-endpoint-discovery`; see
 * lib/handler-bundles.ts.
 */
export function resolveEndpointDiscoveryConfig<Config>(config: Config): Config {
  return config;
}

/** Where a setting for it would be looked for: nowhere. */
// eslint-disable-next-line @typescript-eslint/naming-convention -- the name by which the SDK imports it
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};
