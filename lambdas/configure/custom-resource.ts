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

/** A request, reduced to what a resource needs to know. */
export interface ResourceRequest {
  /** Unique to the request, the same when it is repeated: names the entries of the change log. */
  readonly requestId: string;
  readonly stackId: string;
  /** The stack and the resource in it. Another resource of the stack may take over; another stack may not. */
  readonly owner: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What was asked for cannot be; the message tells the person at the deployment what to change. */
export class InvalidResource extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidResource';
  }
}

/** A resource type: how it comes to be or changes, and how it goes. Both are safe to repeat. */
export interface ResourceType {
  /** Returns the physical id, which changes exactly when the resource becomes another one. */
  put(request: ResourceRequest): Promise<string>;
  /** `physicalId` as `put` returned it; nothing happens where it belongs to another owner by now. */
  remove(physicalId: string, request: ResourceRequest): Promise<void>;
}

/** Whether a resource of `owner` may be changed by a request of this stack. */
export function mayTakeOver(owner: string, request: ResourceRequest): boolean {
  return owner.startsWith(`${request.stackId}/`);
}

/** Reads a resource's properties; what is wrong with them becomes one message with the path of each. */
export function parseProperties<S extends v.GenericSchema>(schema: S, properties: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, properties);
  if (result.success) return result.output;
  const remarks = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'properties'}: ${issue.message}`);
  throw new InvalidResource(remarks.join(' '));
}

/** A property that carries JSON: CloudFormation would turn its numbers and booleans into strings. */
export const jsonProperty = v.pipe(
  v.string(),
  v.maxLength(100_000),
  v.rawTransform(({ dataset, addIssue, NEVER }): unknown => {
    try {
      return JSON.parse(dataset.value) as unknown;
    } catch (error) {
      addIssue({ message: `Not JSON: ${error instanceof Error ? error.message : String(error)}` });
      return NEVER;
    }
  }),
);
