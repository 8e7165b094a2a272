import * as v from 'valibot';
import type { JsonObject } from '../gateway/json-value.ts';

const jsonObject = v.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

const templateResource = v.object({
  Type: v.string(),
  Properties: v.optional(jsonObject, {}),
  DependsOn: v.pipe(
    v.optional(v.union([v.string(), v.array(v.string())]), []),
    v.transform((value) => (typeof value === 'string' ? [value] : value)),
  ),
  Condition: v.optional(v.string()),
  DeletionPolicy: v.optional(v.string(), 'Delete'),
  UpdateReplacePolicy: v.optional(v.string(), 'Delete'),
  Metadata: v.optional(jsonObject, {}),
});

const template = v.object({
  Parameters: v.optional(
    v.record(
      v.string(),
      v.object({ Type: v.string(), Default: v.optional(v.union([v.string(), v.number()])) }),
    ),
    {},
  ),
  Mappings: v.optional(v.record(v.string(), jsonObject), {}),
  Conditions: v.optional(v.record(v.string(), jsonObject), {}),
  Resources: v.record(v.string(), templateResource),
  Outputs: v.optional(
    v.record(
      v.string(),
      v.object({
        Value: v.unknown(),
        Condition: v.optional(v.string()),
        Export: v.optional(v.object({ Name: v.unknown() })),
      }),
    ),
    {},
  ),
});

/** The sections of a CloudFormation template that a deployment needs. */
export type Template = v.InferOutput<typeof template>;

export const parseTemplate = (raw: JsonObject, stackName: string): Template => {
  if (raw['Transform'] !== undefined) {
    throw new Error(
      `${stackName}: the twin runs no template transform, here ${JSON.stringify(raw['Transform'])}.`,
    );
  }
  const result = v.safeParse(template, raw);
  if (!result.success) {
    const issue = result.issues[0];
    throw new Error(`${stackName}: the template at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`);
  }
  return result.output;
};
