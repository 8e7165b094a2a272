import { bringResource, isAnother, type Step } from './bring-resource.ts';
import { deploymentOrder, type TemplateOrder } from './deployment-order.ts';
import { dropResource } from './drop-resource.ts';
import { Exports } from './exports.ts';
import { stackUuid } from './physical-name.ts';
import { ProviderRegistry, type ResourceProvider } from './resource-provider.ts';
import { rollBack } from './roll-back.ts';
import type { Stack, StackResource, StackSource } from './stack.ts';
import { tellResource, tellStack } from './stack-history.ts';
import { StackScope } from './stack-scope.ts';
import { parseTemplate } from './template.ts';

export interface StackEngineOptions {
  readonly account: string;
  readonly region: string;
  readonly providers: readonly ResourceProvider[];
  /** What the template's dynamic references (`{{resolve:…}}`) and parameters of the parameter store stand for. */
  readonly dynamic: (reference: string) => string;
  /** In which order resources are made that do not depend on each other. */
  readonly order?: TemplateOrder;
  /** Hears of each status of a stack. */
  readonly onStatus?: (stack: Stack) => void;
}

/** A resource that leaves its stack, and the policy that says whether it goes. */
type Leaving = readonly [logicalId: string, resource: StackResource, policy: string];

/**
 * What CloudFormation does with stacks: creates them in the order of their references, changes in place what can be, makes
 * another resource before the old one goes where it cannot, takes everything back when a step fails, and refuses to drop an
 * export that is in use (CloudFormation User Guide, "Update behaviors of stack resources", "Stack failure options").
 */
export class StackEngine {
  readonly #options: StackEngineOptions;
  readonly #registry: ProviderRegistry;
  readonly #stacks = new Map<string, Stack>();
  /** Those that have been deleted can be asked for by their id. */
  readonly #deleted: Stack[] = [];
  readonly #exports = new Exports(() => this.stacks);

  constructor(options: StackEngineOptions) {
    this.#options = options;
    this.#registry = new ProviderRegistry(options.providers);
  }

  get stacks(): readonly Stack[] {
    return [...this.#stacks.values()];
  }

  /** By name, or by id also when it has been deleted. */
  find(nameOrId: string): Stack | undefined {
    const present = this.#stacks.get(nameOrId) ?? this.stacks.find(({ id }) => id === nameOrId);
    return present ?? this.#deleted.find(({ id }) => id === nameOrId);
  }

  /** Enters a stack that has nothing yet, as a change set that creates one does. */
  announce(name: string, source: StackSource): Stack {
    const { account, region } = this.#options;
    const uuid = stackUuid(name, this.#deleted.filter((one) => one.name === name).length);
    const stack: Stack = {
      name,
      id: `arn:aws:cloudformation:${region}:${account}:stack/${name}/${uuid}`,
      status: 'REVIEW_IN_PROGRESS',
      source,
      createdAt: Date.now(),
      terminationProtection: false,
      resources: new Map(),
      outputs: {},
      exportNames: {},
      exports: new Map(),
      imports: new Set(),
      events: [],
    };
    this.#stacks.set(name, stack);
    return stack;
  }

  /**
   * Brings a stack to what a template says. When a step fails, what was done is taken back; the status says how it went. After a
   * failure that was kept, it goes on from there.
   *
   * @param keepFailed - leaves what was made when a step fails, to be looked at, gone on with or taken back
   */
  async apply(stack: Stack, source: StackSource, { keepFailed = false } = {}): Promise<void> {
    const verb = stack.status === 'REVIEW_IN_PROGRESS' ? 'CREATE' : 'UPDATE';
    const unfinished = (stack.unfinished ??= {
      undo: [],
      before: new Map(stack.resources),
      rollback: verb === 'CREATE' ? 'ROLLBACK' : 'UPDATE_ROLLBACK',
    });
    this.#tell(stack, `${verb}_IN_PROGRESS`, 'User Initiated');
    try {
      const left = await this.#advance(stack, source, { undo: unfinished.undo, keepFailed });
      delete stack.unfinished;
      stack.source = source;
      stack.updatedAt = Date.now();
      if (verb === 'UPDATE') this.#tell(stack, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      for (const [logicalId, resource, policy] of left) {
        await dropResource(stack, logicalId, resource, policy);
      }
      this.#tell(stack, `${verb}_COMPLETE`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (keepFailed) {
        this.#tell(stack, `${verb}_FAILED`, reason);
        return;
      }
      await this.rollBack(stack, { reason });
    }
  }

  /** Takes back what a failed operation has left; its status says how it went. A stack that has nothing left stays as it is. */
  async rollBack(
    stack: Stack,
    {
      skip = [],
      reason = 'User Initiated',
    }: { readonly skip?: readonly string[]; readonly reason?: string } = {},
  ): Promise<void> {
    const { unfinished } = stack;
    if (unfinished === undefined) return;
    this.#tell(stack, `${unfinished.rollback}_IN_PROGRESS`, reason);
    const tell = (status: string, why?: string): void => {
      this.#tell(stack, status, why);
    };
    await rollBack(stack, unfinished, tell, skip);
  }

  /** Deletes a stack with everything in it that has no policy to stay. */
  async remove(stack: Stack): Promise<void> {
    this.#tell(stack, 'DELETE_IN_PROGRESS', 'User Initiated');
    const inUse = this.#exports.refusal(stack, new Map());
    const kept = inUse === undefined ? await this.#empty(stack) : [];
    if (inUse !== undefined || kept.length > 0) {
      const reason = inUse ?? `The following resource(s) failed to delete: [${kept.join(', ')}].`;
      this.#tell(stack, 'DELETE_FAILED', reason);
      return;
    }
    this.#tell(stack, 'DELETE_COMPLETE');
    stack.deletedAt = Date.now();
    this.#stacks.delete(stack.name);
    this.#deleted.push(stack);
  }

  #tell(stack: Stack, status: string, reason?: string): void {
    tellStack(stack, status, reason);
    this.#options.onStatus?.(stack);
  }

  /** Returns the logical ids of what the services keep. */
  async #empty(stack: Stack): Promise<readonly string[]> {
    const kept: string[] = [];
    for (const logicalId of lastFirst(stack, [...stack.resources.keys()])) {
      const resource = stack.resources.get(logicalId);
      if (resource === undefined) continue;
      const isGone = await dropResource(stack, logicalId, resource, resource.deletionPolicy);
      if (isGone) stack.resources.delete(logicalId);
      else kept.push(logicalId);
    }
    return kept;
  }

  /** Makes and changes what the template says; returns what is no longer in it, last made first, each with its policy. */
  async #advance(
    stack: Stack,
    source: StackSource,
    { undo, keepFailed }: Pick<Step, 'undo' | 'keepFailed'>,
  ): Promise<readonly Leaving[]> {
    const template = parseTemplate(source.template, stack.name);
    const { account, region, dynamic } = this.#options;
    const identity = { account, region, stackName: stack.name, stackId: stack.id };
    const { parameters = {} } = source;
    const scope = new StackScope(identity, template, { exports: this.#exports.all, dynamic, parameters });
    const standing = new Map(stack.resources);
    const replaced: Leaving[] = [];
    for (const logicalId of deploymentOrder(template, this.#options.order)) {
      const declared = template.Resources[logicalId];
      if (declared === undefined) continue;
      if (declared.Condition !== undefined && !scope.condition(declared.Condition)) continue;
      const old = standing.get(logicalId);
      const provider = this.#providerOf(stack, logicalId, declared.Type);
      const step = { stack, identity, source, declared, logicalId, scope, old, provider, undo, keepFailed };
      const made = await bringResource(step);
      scope.resources.set(logicalId, made);
      stack.resources.set(logicalId, made);
      standing.delete(logicalId);
      if (old && isAnother(old, made)) replaced.push([logicalId, old, old.updateReplacePolicy]);
    }
    this.#exports.take(stack, template, scope);
    const left = lastFirst(stack, [...standing.keys()]).flatMap((logicalId) => {
      const resource = standing.get(logicalId);
      stack.resources.delete(logicalId);
      return resource === undefined ? [] : [[logicalId, resource, resource.deletionPolicy] as const];
    });
    return [...replaced.reverse(), ...left];
  }

  #providerOf(stack: Stack, logicalId: string, type: string): ResourceProvider {
    try {
      return this.#registry.of(type);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tellResource(stack, { logicalId, ref: '', type }, 'CREATE_FAILED', reason);
      throw new Error(`${stack.name}: ${logicalId} (${type}): ${reason}`, { cause: error });
    }
  }
}

/** The order in which the resources of a stack are taken away: each before those that it refers to or depends on. */
function lastFirst(stack: Stack, logicalIds: readonly string[]): readonly string[] {
  const made = deploymentOrder(parseTemplate(stack.source.template, stack.name));
  return logicalIds.toSorted((a, b) => made.indexOf(b) - made.indexOf(a));
}
