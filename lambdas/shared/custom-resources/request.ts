import * as v from 'valibot';

const common = {
  ResponseURL: v.pipe(v.string(), v.url()),
  StackId: v.string(),
  RequestId: v.string(),
  LogicalResourceId: v.string(),
  ResourceType: v.string(),
  // Not an object of known keys: CloudFormation adds ServiceToken and ServiceTimeout.
  ResourceProperties: v.record(v.string(), v.unknown()),
};

/** What CloudFormation sends to a custom resource. */
export const customResourceRequest = v.variant('RequestType', [
  v.object({ RequestType: v.literal('Create'), ...common }),
  v.object({ RequestType: v.literal('Update'), PhysicalResourceId: v.string(), ...common }),
  v.object({ RequestType: v.literal('Delete'), PhysicalResourceId: v.string(), ...common }),
]);
export type CustomResourceRequest = v.InferOutput<typeof customResourceRequest>;

/** What was asked for cannot be; the message tells the person at the deployment what to change. */
export class InvalidResource extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidResource';
  }
}

/** Reads a resource's properties; what is wrong with them becomes one message with the path of each. */
export function parseProperties<S extends v.GenericSchema>(schema: S, properties: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, properties);
  if (result.success) return result.output;
  const remarks = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'properties'}: ${issue.message}`);
  throw new InvalidResource(remarks.join(' '));
}
