/**
 * The two pieces of the AWS clients' own core that this folder stands on. They are public but change without notice, so
 * the version is pinned exactly and this is the only file that names them.
 */
/* eslint-disable no-restricted-imports -- the rule means our core/; `@smithy/core` only looks like it */
export { JsonCodec2 } from '@smithy/core/protocols';
export { NormalizedSchema } from '@smithy/core/schema';
