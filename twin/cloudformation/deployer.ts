import type { AssemblyStack } from './assembly.ts';
import type { Resource } from './resource-provider.ts';
import type { StackEngine } from './stack-engine.ts';

/** A stack as it stands after its deployment. */
export interface DeployedStack {
  readonly name: string;
  /** `UPDATE_ROLLBACK_COMPLETE` and so on. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** By logical id. */
  readonly resources: ReadonlyMap<string, Resource & { readonly type: string }>;
  /** When all that a template changes in it had been changed, epoch ms; undefined: it is as it was first made. */
  readonly updatedAt?: number;
}

/** Deploys synthesized stacks into the twin straight from their folder, without the CDK's own command. */
export class Deployer {
  readonly #engine: StackEngine;
  readonly #region: string;

  constructor(engine: StackEngine, region: string) {
    this.#engine = engine;
    this.#region = region;
  }

  /** Rejects at the first resource that cannot be made; what was made before it stays, to be looked at. */
  async deploy({ name, template, region, assets }: AssemblyStack): Promise<DeployedStack> {
    if (region !== undefined && region !== this.#region) {
      throw new Error(
        `The stack ${name} is for region ${region}, but this twin is ${this.#region}. ` +
          'Start the twin with the same region, or synthesize the stack without one.',
      );
    }
    const source = { template, assetFolder: (s3Key: string) => assetFolder(name, assets, s3Key) };
    const stack = this.#engine.announce(name, source);
    await this.#engine.apply(stack, source, { keepFailed: true });
    if (stack.status !== 'CREATE_COMPLETE') throw new Error(stack.statusReason);
    return stack;
  }
}

function assetFolder(stackName: string, assets: ReadonlyMap<string, string>, s3Key: string): string {
  const hash = (s3Key.split('/').at(-1) ?? s3Key).split('.')[0] ?? s3Key;
  const folder = assets.get(hash);
  if (folder !== undefined) return folder;
  const known = [...assets.keys()].join(', ') || 'none';
  throw new Error(`The assembly has no asset ${s3Key} for ${stackName}. It has: ${known}.`);
}
