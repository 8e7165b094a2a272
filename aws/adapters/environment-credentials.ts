/**
 * Stands in for the SDK's chain of credential providers in the bundles: Lambda hands a function its credentials in the environment
 * and in no other way, so the rest of the chain (profiles, SSO, instance metadata, web identity) is 100 kB that never run.
 * The bundler puts it in the place of `@aws-sdk/credential-provider-node`; see lib/handler-bundles.ts.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
