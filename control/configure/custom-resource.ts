import * as v from 'valibot';

/** A request, reduced to what a resource needs to know. */
export interface ResourceRequest {
  /** Unique to the request, the same when it is repeated: names the entries of the change log. */
  readonly requestId: string;
  readonly stackId: string;
  /** The stack and the resource in it. Another resource of the stack may take over; another stack may not. */
  readonly owner: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A resource type: how it comes to be or changes, and how it goes. Both are safe to repeat. */
export interface ResourceType {
  /** The physical id, which changes exactly when the resource becomes another one. @throws InvalidResource when it cannot be one */
  idOf(request: ResourceRequest): string;
  /** @param physicalId - as `idOf` says */
  put(request: ResourceRequest, physicalId: string): Promise<void>;
  /** `physicalId` as `idOf` said; nothing happens where it belongs to another owner by now. */
  remove(physicalId: string, request: ResourceRequest): Promise<void>;
}

/** Whether a resource of `owner` may be changed by a request of this stack: the stack's whole ARN is its own. */
export function mayTakeOver(owner: string, request: ResourceRequest): boolean {
  return owner.startsWith(`${request.stackId}/`);
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
