import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { isRecord, testApp } from '../synthesize.ts';

export interface TemplateResource {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependsOn: readonly string[];
}

/** A stack as CloudFormation gets it. */
export interface StackTemplate {
  readonly name: string;
  /** By logical id. */
  readonly resources: Readonly<Record<string, TemplateResource>>;
  /** The value behind each name that the stack exports. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Names of the stacks that are deployed before it. */
  readonly after: readonly string[];
}

/** The stacks of one deployment. */
export type DeploymentTemplates = readonly StackTemplate[];

/** What AWS would refuse, or what would not work there, in words; empty: nothing is known against it. */
export type Rule = (deployment: DeploymentTemplates) => readonly string[];

/** A stack as it was synthesized, with the names of those before it. */
export interface SynthesizedStack {
  readonly name: string;
  readonly template: Readonly<Record<string, unknown>>;
  readonly after: readonly string[];
}

/** The templates that a configuration becomes. */
export function deploymentOf(text: string): DeploymentTemplates {
  return buildDeployment(testApp(), parseConfiguration(text, 'test.yaml')).map((stack) =>
    stackTemplateOf({
      name: stack.stackName,
      template: Template.fromStack(stack).toJSON(),
      after: stack.dependencies.map(({ stackName }) => stackName),
    }),
  );
}

/** Reads what the rules look at out of a synthesized template. */
export function stackTemplateOf({ name, template, after }: SynthesizedStack): StackTemplate {
  return {
    name,
    resources: Object.fromEntries(
      Object.entries(recordOf(template['Resources'])).map(([id, resource]) => [
        id,
        resourceOf(recordOf(resource)),
      ]),
    ),
    exports: Object.fromEntries(
      Object.values(recordOf(template['Outputs'])).flatMap((output) => {
        const { Export, Value } = recordOf(output);
        return isRecord(Export) ? [[String(Export['Name']), Value]] : [];
      }),
    ),
    after,
  };
}

function resourceOf({ Type, Properties, DependsOn }: Record<string, unknown>): TemplateResource {
  return {
    type: String(Type),
    properties: recordOf(Properties),
    dependsOn: [DependsOn ?? []].flat().map(String),
  };
}

export const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

/** Every object within a value, itself included. */
export function* objectsIn(value: unknown): Generator<Record<string, unknown>> {
  if (isRecord(value)) yield value;
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) yield* objectsIn(inner);
  }
}

/** Every resource with the stack that it is in. */
export const resourcesIn = (deployment: DeploymentTemplates) =>
  deployment.flatMap((stack) =>
    Object.entries(stack.resources).map(([id, resource]) => ({
      stack,
      id,
      at: `${stack.name}/${id}`,
      ...resource,
    })),
  );

export const ofType = (deployment: DeploymentTemplates, type: string) =>
  resourcesIn(deployment).filter((resource) => resource.type === type);

/** The logical ids of the policies that are attached to a role of the same stack. */
export const policiesOf = (stack: StackTemplate, roleId: string): readonly string[] =>
  Object.entries(stack.resources)
    .filter(
      ([, { type, properties: given }]) =>
        type === 'AWS::IAM::Policy' && JSON.stringify(given['Roles']).includes(`"${roleId}"`),
    )
    .map(([id]) => id);

const folder = join(import.meta.dirname, '../../../examples');

/** Each example by its file. */
export const exampleDeployments: ReadonlyMap<string, DeploymentTemplates> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [name, deploymentOf(readFileSync(join(folder, name), 'utf8'))]),
);
