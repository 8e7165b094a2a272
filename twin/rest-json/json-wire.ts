import { JsonCodec2 } from './smithy-core.ts';
import type { NormalizedSchema } from './smithy-core.ts';

/** Epoch seconds: what REST-JSON uses for timestamps whose schema names no format of their own. */
const epochSeconds = 7;

const codec = new JsonCodec2({
  jsonName: true,
  timestampFormat: { useTrait: true, default: epochSeconds },
});

/** Reads a JSON body into the API's members (`actionName` becomes `ActionName`); members of no schema are dropped. */
export async function readJson(schema: NormalizedSchema, body: string): Promise<Record<string, unknown>> {
  const value: unknown = await codec.createDeserializer().read(schema, body);
  return { ...(typeof value === 'object' ? value : {}) };
}

/** Writes the API's members as JSON; what the schema does not know never reaches the wire. */
export function writeJson(schema: NormalizedSchema, value: unknown): Buffer {
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  const bytes = serializer.flush();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
