import { CfnResource, Stack } from 'aws-cdk-lib';

/** One resource of a deployment, as its template has it. */
export interface DeployedResource {
  readonly type: string;
  /** Without intrinsic functions being evaluated: a reference is `{ Ref: … }`. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What a deployment makes: every resource of its stacks. */
export type Deployed = readonly DeployedResource[];

/** Reads the resources off the constructs, before they are written into templates: only then can a warning still be added. */
export function deployedResources(stacks: readonly Stack[]): Deployed {
  return stacks.flatMap((stack) =>
    stack.node
      .findAll()
      .filter((node): node is CfnResource => CfnResource.isCfnResource(node))
      .map((resource) => ({
        type: resource.cfnResourceType,
        properties: propertiesOf(resource),
      })),
  );
}

function propertiesOf(resource: CfnResource): Readonly<Record<string, unknown>> {
  // Only the element's own text is resolved: the stack's template as a whole would be synthesized twice.
  const { Resources: resources } = Stack.of(resource).resolve(resource._toCloudFormation()) as {
    readonly Resources: Readonly<Record<string, { readonly Properties?: Readonly<Record<string, unknown>> }>>;
  };
  return Object.values(resources)[0]?.Properties ?? {};
}
