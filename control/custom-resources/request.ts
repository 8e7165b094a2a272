import * as v from 'valibot';
import { stackArn } from '../../config/arn.ts';
import { KnownError } from '../../config/known-error.ts';
import { responseUrl } from './response-url.ts';

const common = {
  ResponseURL: responseUrl,
  StackId: stackArn,
  RequestId: v.string(),
  // No slash in it: with the stack's ARN before it, it names the owner of what is stored.
  LogicalResourceId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,255}$/)),
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
export class InvalidResource extends KnownError {
  // Said out: the bundle has another name for the class, and the log names the error.
  override readonly name = 'InvalidResource';
}

/**
 * Reads what a function was invoked with.
 * @throws Error naming what makes it no request of CloudFormation. It holds no part of the rest: Lambda logs all that a thrown
 * error holds, and a request holds the signed URL of its answer.
 */
export function readRequest<S extends v.GenericSchema>(schema: S, event: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, event);
  if (result.success) return result.output;
  throw new Error(`Not a request of CloudFormation. ${remarksOn(result.issues, 'event')}`);
}

/** Reads a resource's properties; what is wrong with them becomes one message with the path of each. */
export function parseProperties<S extends v.GenericSchema>(schema: S, properties: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, properties);
  if (result.success) return result.output;
  throw new InvalidResource(remarksOn(result.issues, 'properties'));
}

function remarksOn(issues: readonly v.BaseIssue<unknown>[], whole: string): string {
  return issues.map((issue) => `${v.getDotPath(issue) ?? whole}: ${issue.message}`).join(' ');
}
