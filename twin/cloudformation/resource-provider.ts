import * as v from 'valibot';
import type { JsonObject, JsonValue } from '../gateway/json-value.ts';

/** Where a resource stands: its stack, its place in the account, and what its template says beside its properties. */
export interface ResourceContext {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** How often the resource has been replaced by another of the same logical id: each has a name of its own. */
  readonly generation: number;
  readonly type: string;
  readonly metadata: JsonObject;
  /** A name as CloudFormation makes them up, `stack-logicalId-suffix`, of at most so many characters. */
  physicalName(lengthMax: number): string;
  /** The folder of a file asset, by the S3 key the template refers to. */
  assetFolder(s3Key: string): string;
}

/** What the rest of the template can refer to. */
export interface Resource {
  /** The value of `Ref`: the physical id. */
  readonly ref: string;
  /** The values of `Fn::GetAtt`; nested ones have dots in their names. */
  readonly attributes?: Readonly<Record<string, JsonValue>>;
  /** Takes it away; rejects with why the service keeps it. Left out: it leaves nothing behind. */
  readonly remove?: () => Promise<void> | void;
}

/** Brings resources of some types into being in the twin. `properties` have no intrinsic function left. */
export interface ResourceProvider {
  /** CloudFormation type names; one that ends in `*` stands for all that begin so. */
  readonly types: readonly string[];
  create(properties: JsonObject, context: ResourceContext): Promise<Resource>;
  /** Changes a resource in place, with what it holds. Left out: it holds nothing, and is taken away and made again. */
  readonly update?: (properties: JsonObject, before: Standing, context: ResourceContext) => Promise<Resource>;
}

/** A resource as it stands. */
export interface Standing extends Resource {
  /** With no intrinsic function left. */
  readonly properties: JsonObject;
}

/** How a resource is changed in place, with what it holds. */
export type Update<Schema extends v.GenericSchema> = (
  properties: v.InferOutput<Schema>,
  before: Standing,
  context: ResourceContext,
) => Resource | Promise<Resource>;

/**
 * A provider for one type with a schema for its properties. The schema is strict: a property the twin has no idea of
 * fails the deployment, so that nothing in the template is ignored without somebody having decided it.
 */
export const defineProvider = <Schema extends v.GenericSchema>(
  type: string,
  properties: Schema,
  create: (properties: v.InferOutput<Schema>, context: ResourceContext) => Resource | Promise<Resource>,
  update?: Update<Schema>,
): ResourceProvider => {
  const parsed = (raw: JsonObject): v.InferOutput<Schema> => {
    const result = v.safeParse(properties, raw);
    if (result.success) return result.output;
    const issue = result.issues[0];
    throw new Error(`Properties.${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  };
  return {
    types: [type],
    create: async (raw, context) => create(parsed(raw), context),
    ...(update && { update: async (raw, before, context) => update(parsed(raw), before, context) }),
  };
};

/** One way to undo for several. */
export const all = (ends: readonly (() => void)[]) => (): void => {
  for (const end of ends) end();
};

/** Numbers and booleans may be written as strings in templates. */
export const cfnNumber = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite());

export const cfnBoolean = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])]),
  v.transform((value) => value === true || value === 'true'),
);

/** A property that is taken and has no effect in the twin (tags, encryption, tracing, …). */
export const ignored = v.optional(v.unknown());

/** Finds who can make a resource of a type. */
export class ProviderRegistry {
  readonly #providers: readonly ResourceProvider[];

  constructor(providers: readonly ResourceProvider[]) {
    this.#providers = providers;
  }

  of(type: string): ResourceProvider {
    const provider = this.#providers.find(({ types }) => types.some((known) => fits(known, type)));
    if (provider === undefined) {
      const known = this.#providers
        .flatMap(({ types }) => types)
        .sort()
        .join(', ');
      throw new Error(`The twin has no resources of type ${type}. It has: ${known}.`);
    }
    return provider;
  }
}

const fits = (known: string, type: string): boolean =>
  known.endsWith('*') ? type.startsWith(known.slice(0, -1)) : known === type;
