/**
 * The two pieces of the AWS clients' own core that this folder stands on. They are public but change without notice, so
 * the version is pinned exactly and this is the only file that names them.
 */
export { JsonCodec2 } from '@smithy/core/protocols';
export { NormalizedSchema } from '@smithy/core/schema';
