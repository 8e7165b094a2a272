import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { configurationSchema } from './configuration.ts';
import { unwrapped } from './schema-tree.ts';

/** How `parseDuration` reads a duration. It is the only value that is read from whatever was written. */
const duration: JsonSchema = {
  type: 'string',
  pattern: String.raw`^\s*\d+(\.\d+)?(ms|s|m|h|d)\s*$`,
};

/**
 * The configuration as a JSON schema, for editors: configuration.schema.json, which a test holds to this. It takes more than the
 * loader does: that one part agrees with another only the loader can say.
 */
export function configurationJsonSchema(): JsonSchema {
  const { properties, required } = jsonSchemaOf(configurationSchema);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'The configuration of medialive-failover',
    ...forEditors({ type: 'object', properties, required }),
  };
}

function jsonSchemaOf(schema: v.GenericSchema): JsonSchema {
  return toJsonSchema(schema, {
    typeMode: 'input',
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) => {
      if (valibotSchema.type === 'unknown') return duration;
      return valibotSchema.type === 'lazy' ? either(valibotSchema) : undefined;
    },
  });
}

/** What may be written as a text or as a section: the loader tells them apart, an editor offers both. */
function either(schema: v.GenericSchema): JsonSchema {
  const { $schema: _text, ...text } = jsonSchemaOf(unwrapped(schema, ''));
  const { $schema: _section, ...section } = jsonSchemaOf(unwrapped(schema, {}));
  return { anyOf: [text, section] };
}

/** With sections that take no other keys, and with what is allowed told where an editor shows it. */
function forEditors(part: object): object {
  const { allowed, description, ...own } = Object.fromEntries(
    Object.entries(part).map(([key, value]: [string, unknown]) => [key, valueForEditors(value)] as const),
  );
  const isSection = own['type'] === 'object' && own['properties'] !== undefined;
  const told = [description, typeof allowed === 'string' && `Allowed: ${allowed}.`].filter(Boolean);
  return {
    ...own,
    ...(isSection && { additionalProperties: false }),
    ...(told.length > 0 && { description: told.join(' ') }),
  };
}

function valueForEditors(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(valueForEditors);
  return typeof value === 'object' && value !== null ? forEditors(value) : value;
}
