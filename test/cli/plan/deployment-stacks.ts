import { Template } from 'aws-cdk-lib/assertions';
import { stringify } from 'yaml';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import type { AssemblyStack } from '../../../twin/cloudformation/assembly.ts';
import { parseJsonObject } from '../../../twin/gateway/json-value.ts';
import { testApp } from '../../lib/synthesize.ts';

/** A stack of a deployment, with the names of those that it has to come after. */
export interface OrderedStack extends AssemblyStack {
  readonly after: readonly string[];
}

/** The stacks of a configuration, in the order in which `cdk deploy --all` takes them. */
export function deploymentStacks(configuration: object): readonly OrderedStack[] {
  const stacks = buildDeployment(testApp(), parseConfiguration(stringify(configuration), 'given.yaml'));
  const ordered = new Set<(typeof stacks)[number]>();
  const visit = (stack: (typeof stacks)[number]): void => {
    if (ordered.has(stack)) return;
    stack.dependencies.forEach(visit);
    ordered.add(stack);
  };
  stacks.forEach(visit);
  return [...ordered].map((stack) => ({
    name: stack.stackName,
    template: parseJsonObject(JSON.stringify(Template.fromStack(stack).toJSON())) ?? {},
    region: undefined,
    assets: new Map(),
    after: stack.dependencies.map(({ stackName }) => stackName),
  }));
}
