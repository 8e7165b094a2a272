import { createHash } from 'node:crypto';
import { jsonText, type JsonValue } from '../gateway/json-value.ts';
import type { AssemblyStack } from './assembly.ts';
import { deploymentOrder } from './deployment-order.ts';
import { resolve, resolveObject } from './intrinsics.ts';
import { ProviderRegistry } from './provider-registry.ts';
import type { Resource, ResourceContext, ResourceProvider } from './resource-provider.ts';
import { StackScope, type StackIdentity } from './stack-scope.ts';
import { parseTemplate, type Template } from './template.ts';

/** A stack as it stands after its deployment. */
export interface DeployedStack {
  readonly name: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** By logical id. */
  readonly resources: ReadonlyMap<string, Resource & { readonly type: string }>;
}

export interface DeployerOptions {
  readonly account: string;
  readonly region: string;
  readonly providers: readonly ResourceProvider[];
  /** What the template's dynamic references (`{{resolve:…}}`) stand for. */
  readonly dynamic: (reference: string) => string;
}

/** Deploys synthesized stacks into the twin, one resource after another, as their templates refer to each other. */
export class Deployer {
  readonly #options: DeployerOptions;
  readonly #registry: ProviderRegistry;
  readonly #exports = new Map<string, JsonValue>();

  constructor(options: DeployerOptions) {
    this.#options = options;
    this.#registry = new ProviderRegistry(options.providers);
  }

  /** Rejects at the first resource that cannot be made; what was made before it stays, to be looked at. */
  async deploy(stack: AssemblyStack): Promise<DeployedStack> {
    const template = parseTemplate(stack.template, stack.name);
    const identity = this.#identityOf(stack);
    const { dynamic } = this.#options;
    const scope = new StackScope(identity, template, { exports: this.#exports, dynamic });
    const resources = new Map<string, Resource & { type: string }>();
    for (const logicalId of deploymentOrder(template)) {
      const resource = await this.#create(stack, identity, template, scope, logicalId);
      if (resource !== undefined) {
        scope.resources.set(logicalId, resource);
        resources.set(logicalId, resource);
      }
    }
    return { name: stack.name, outputs: this.#outputs(template, scope), resources };
  }

  #identityOf({ name, region }: AssemblyStack): StackIdentity {
    const { account } = this.#options;
    if (region !== undefined && region !== this.#options.region) {
      throw new Error(
        `The stack ${name} is for region ${region}, but this twin is ${this.#options.region}. ` +
          'Start the twin with the same region, or synthesize the stack without one.',
      );
    }
    const id = digest(name).slice(0, 32);
    const stackId = `arn:aws:cloudformation:${this.#options.region}:${account}:stack/${name}/${id}`;
    return { account, region: this.#options.region, stackName: name, stackId };
  }

  async #create(
    stack: AssemblyStack,
    identity: StackIdentity,
    template: Template,
    scope: StackScope,
    logicalId: string,
  ): Promise<(Resource & { type: string }) | undefined> {
    const declared = template.Resources[logicalId];
    if (
      declared === undefined ||
      (declared.Condition !== undefined && !scope.condition(declared.Condition))
    ) {
      return undefined;
    }
    const { Type: type, Properties, Metadata: metadata } = declared;
    const context: ResourceContext = {
      ...identity,
      logicalId,
      type,
      metadata,
      physicalName: (lengthMax) => physicalName(stack.name, logicalId, lengthMax),
      assetFolder: (s3Key) => assetFolder(stack, s3Key),
    };
    try {
      const properties = resolveObject(Properties, scope);
      return { type, ...(await this.#registry.of(type).create(properties, context)) };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`${stack.name}: ${logicalId} (${type}): ${message}`, { cause: error });
    }
  }

  #outputs(template: Template, scope: StackScope): Readonly<Record<string, string>> {
    const outputs: Record<string, string> = {};
    for (const [name, output] of Object.entries(template.Outputs)) {
      if (output.Condition === undefined || scope.condition(output.Condition)) {
        // Read from JSON and nothing else, so a JSON value it is.
        const value = resolve(output.Value as JsonValue, scope) ?? '';
        outputs[name] = jsonText(value);
        if (output.Export !== undefined) {
          this.#exports.set(jsonText(resolve(output.Export.Name as JsonValue, scope)), value);
        }
      }
    }
    return outputs;
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same stack gets the same names in every run, so that logs of two runs can be compared. */
const physicalName = (stackName: string, logicalId: string, lengthMax: number): string => {
  const suffix = digest(`${stackName}/${logicalId}`).slice(0, 12).toUpperCase();
  const room = lengthMax - suffix.length - 1;
  const stackPart = stackName.slice(0, Math.max(room - logicalId.length - 1, Math.floor(room / 2)));
  return `${`${stackPart}-${logicalId}`.slice(0, room)}-${suffix}`;
};

const assetFolder = ({ name, assets }: AssemblyStack, s3Key: string): string => {
  const hash = (s3Key.split('/').at(-1) ?? s3Key).split('.')[0] ?? s3Key;
  const folder = assets.get(hash);
  if (folder === undefined) {
    const known = [...assets.keys()].join(', ') || 'none';
    throw new Error(`The assembly has no asset ${s3Key} for ${name}. It has: ${known}.`);
  }
  return folder;
};
