import { randomUUID } from 'node:crypto';
import { ServiceError } from '../gateway/service-error.ts';
import type { XmlValue } from '../gateway/xml.ts';
import { changesOf, isUnchanged, noChanges, type ChangeSet } from './change-set.ts';
import type { Stack, StackSource } from './stack.ts';
import type { StackEngine } from './stack-engine.ts';

/** The change sets of an account, with the rules of when one may be made. */
export class ChangeSets {
  readonly #engine: StackEngine;
  readonly #arnPrefix: string;
  readonly #byId = new Map<string, ChangeSet>();

  constructor(engine: StackEngine, place: { readonly account: string; readonly region: string }) {
    this.#engine = engine;
    this.#arnPrefix = `arn:aws:cloudformation:${place.region}:${place.account}:changeSet/`;
  }

  create(given: URLSearchParams, source: StackSource): XmlValue {
    const [stackName, name] = [given.get('StackName') ?? '', given.get('ChangeSetName') ?? ''];
    const present = this.#engine.find(stackName);
    const isThere = present !== undefined && present.status !== 'REVIEW_IN_PROGRESS';
    const isNew = given.get('ChangeSetType') === 'CREATE';
    refuse(
      isNew && isThere,
      `Stack [${stackName}] already exists and cannot be created again with the changeSet [${name}].`,
    );
    refuse(!isNew && !isThere, `Stack [${stackName}] does not exist`);
    const { id: stackId = '', status = '' } = present ?? {};
    refuse(isThere && !isUpdatable(status), `Stack:${stackId} is in ${status} state and can not be updated.`);
    const stack = present ?? this.#engine.announce(stackName, source);
    const id = `${this.#arnPrefix}${name}/${randomUUID()}`;
    const worked = workedOut(stack, source);
    this.#byId.set(id, { name, id, stack, source, createdAt: new Date(), ...worked, executed: false });
    return { Id: id, StackId: stack.id };
  }

  /** By id, or by its name and that of its stack. */
  get(given: URLSearchParams): ChangeSet {
    const found = this.#find(given);
    if (found !== undefined) return found;
    const name = given.get('ChangeSetName') ?? '';
    throw new ServiceError(404, 'ChangeSetNotFound', `ChangeSet [${name}] does not exist`);
  }

  of(stack: Stack): readonly ChangeSet[] {
    return [...this.#byId.values()].filter((one) => one.stack === stack);
  }

  /** One that is not there is deleted as well: the CDK's command line counts on it. */
  delete(given: URLSearchParams): XmlValue {
    const found = this.#find(given);
    if (found !== undefined) this.#byId.delete(found.id);
    return {};
  }

  execute(given: URLSearchParams): Promise<void> {
    const changeSet = this.get(given);
    const { stack, source, failure, executed, id } = changeSet;
    if (failure !== undefined || executed) {
      const message = `ChangeSet [${id}] cannot be executed in its current state.`;
      throw new ServiceError(400, 'InvalidChangeSetStatus', message);
    }
    const keepFailed = given.get('DisableRollback') === 'true';
    refuse(!keepFailed && stack.unfinished !== undefined, unfinishedWords(stack.status));
    changeSet.executed = true;
    return this.#engine.apply(stack, source, { keepFailed });
  }

  #find(given: URLSearchParams): ChangeSet | undefined {
    const [name, stackName] = [given.get('ChangeSetName') ?? '', given.get('StackName') ?? ''];
    return [...this.#byId.values()].findLast(
      ({ id, name: own, stack }) =>
        id === name || (own === name && [stack.name, stack.id].includes(stackName)),
    );
  }
}

/** After a failure that was kept, too (CloudFormation User Guide, "Stack failure options"). */
function isUpdatable(status: string): boolean {
  return /_COMPLETE$|^(CREATE|UPDATE)_FAILED$/.test(status) && status !== 'ROLLBACK_COMPLETE';
}

/** CloudFormation's own words (aws/aws-cli issue 6368). */
const unfinishedWords = (status: string): string =>
  `This stack is currently in a non-terminal [${status}] state. To update the stack from this state, please use the ` +
  'disable-rollback parameter with update-stack API. To rollback to the last known good state, use the rollback-stack API';

function refuse(isWrong: boolean, message: string): void {
  if (isWrong) throw new ServiceError(400, 'ValidationError', message);
}

function workedOut(stack: Stack, source: StackSource): Pick<ChangeSet, 'changes' | 'failure'> {
  try {
    const changes = changesOf(stack, source);
    return { changes, failure: isUnchanged(stack, source) ? noChanges : undefined };
  } catch (error) {
    return { changes: [], failure: error instanceof Error ? error.message : String(error) };
  }
}

export const changeSetSummary = ({ stack, id, name, failure, executed, createdAt }: ChangeSet) => ({
  ChangeSetId: id,
  ChangeSetName: name,
  StackId: stack.id,
  StackName: stack.name,
  CreationTime: createdAt,
  Status: failure === undefined ? 'CREATE_COMPLETE' : 'FAILED',
  StatusReason: failure,
  ExecutionStatus: executed ? 'EXECUTE_COMPLETE' : failure === undefined ? 'AVAILABLE' : 'UNAVAILABLE',
});

export const describeChangeSet = (changeSet: ChangeSet): XmlValue => ({
  ...changeSetSummary(changeSet),
  Parameters: Object.entries(changeSet.source.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  Tags: Object.entries(changeSet.source.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
  Changes: changeSet.changes.map(({ action, logicalId, physicalId, type, replacement }) => ({
    Type: 'Resource',
    ResourceChange: {
      Action: action,
      LogicalResourceId: logicalId,
      PhysicalResourceId: physicalId,
      ResourceType: type,
      Replacement: replacement,
    },
  })),
});
