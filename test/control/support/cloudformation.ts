/** What CloudFormation asks of a custom resource. */
export interface Asked {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
}

export type Ask = (
  asked: Asked,
) => Promise<{ readonly Status: string; readonly PhysicalResourceId: string; readonly Reason?: string }>;

export interface CustomResource {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The custom resources of a template, by logical id. */
export type CustomResources = ReadonlyMap<string, CustomResource>;

export interface Deployment {
  /** In which order resources that do not depend on each other are made, changed and deleted: CloudFormation promises none. */
  readonly order?: (logicalIds: readonly string[]) => readonly string[];
  /** After so many of them another resource of the stack fails. */
  readonly failsAfter?: number;
  /** Whether a resource that was replaced before the failure is told of the way back; AWS does not say. Default: it is. */
  readonly tellsReplaced?: boolean;
}

type Order = NonNullable<Deployment['order']>;
const asGiven: Order = (logicalIds) => logicalIds;

type Made = CustomResource & { readonly id: string };

/**
 * A stack as CloudFormation updates it: first it makes and changes, then it deletes what is gone and what was replaced (a resource that
 * answers with another physical id). A failed update goes back the same way: first it changes back, then it deletes what is new.
 */
export class UpdatedStack {
  readonly #ask: Ask;
  #made: ReadonlyMap<string, Made> = new Map();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** @returns whether the update stands; otherwise the stack is what it was. */
  async deploy(template: CustomResources, deployment: Deployment = {}): Promise<boolean> {
    const { order = asGiven, failsAfter = Infinity } = deployment;
    const before = this.#made;
    const now = new Map(before);
    const changed = order([...template.keys()].filter((id) => !isSame(before.get(id), template.get(id))));
    for (const [index, logicalId] of changed.entries()) {
      const resource = template.get(logicalId);
      if (index >= failsAfter || !resource || !(await this.#put(logicalId, resource, now))) {
        await this.#goBack(before, now, deployment);
        return false;
      }
    }
    if (failsAfter <= changed.length) {
      await this.#goBack(before, now, deployment);
      return false;
    }
    this.#made = new Map([...now].filter(([logicalId]) => template.has(logicalId)));
    await this.#deleteAllBut(this.#made, before, order);
    return true;
  }

  /** Makes or changes one resource; the result is kept in `now`, also when it fails. */
  async #put(
    logicalId: string,
    { type, properties }: CustomResource,
    now: Map<string, Made>,
  ): Promise<boolean> {
    const known = now.get(logicalId);
    const { Status, PhysicalResourceId: id } = await this.#ask({
      RequestType: known ? 'Update' : 'Create',
      LogicalResourceId: logicalId,
      ResourceType: type,
      ...(known && { PhysicalResourceId: known.id }),
      ResourceProperties: properties,
    });
    now.set(logicalId, { type, properties, id });
    return Status === 'SUCCESS';
  }

  async #goBack(
    before: ReadonlyMap<string, Made>,
    reached: ReadonlyMap<string, Made>,
    { order = asGiven, tellsReplaced = true }: Deployment,
  ): Promise<void> {
    const now = new Map(reached);
    const touched = [...before].filter(([logicalId, was]) => now.get(logicalId) !== was);
    for (const logicalId of order(touched.map(([id]) => id))) {
      const was = before.get(logicalId);
      const isReplaced = now.get(logicalId)?.id !== was?.id;
      if (was && (tellsReplaced || !isReplaced)) await this.#put(logicalId, was, now);
    }
    await this.#deleteAllBut(before, reached, order);
  }

  async #deleteAllBut(
    kept: ReadonlyMap<string, Made>,
    all: ReadonlyMap<string, Made>,
    order: Order,
  ): Promise<void> {
    const gone = new Map([...all].filter(([logicalId, { id }]) => kept.get(logicalId)?.id !== id));
    for (const logicalId of order([...gone.keys()])) {
      const made = gone.get(logicalId);
      if (!made) continue;
      await this.#ask({
        RequestType: 'Delete',
        LogicalResourceId: logicalId,
        ResourceType: made.type,
        PhysicalResourceId: made.id,
        ResourceProperties: made.properties,
      });
    }
  }
}

function isSame(made: Made | undefined, wanted: CustomResource | undefined): boolean {
  return made !== undefined && JSON.stringify(made.properties) === JSON.stringify(wanted?.properties);
}
