import type * as v from 'valibot';
import type { ingestProperties } from '../../control/ingest/give-out.ts';

/** `Custom::IngestCredentials`: where on-premises encoders deliver to MediaPackage v1, and with what. */
export type IngestCredentialsProperties = v.InferInput<typeof ingestProperties>;
