import { jsonText } from '../gateway/json-value.ts';
import { queryError, queryParameters, queryReply } from '../gateway/query-protocol.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import { listParameter, xmlOf, type XmlValue } from '../gateway/xml.ts';
import type { S3Store } from '../s3/store.ts';
import type { Assets } from './assets.ts';
import { ChangeSets, changeSetSummary, describeChangeSet } from './change-sets.ts';
import type { Stack } from './stack.ts';
import type { StackEngine } from './stack-engine.ts';
import { eventOf, resourceOf, stackOf, summaryOf } from './stack-view.ts';
import { sourceOf } from './template-source.ts';

const namespace = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

type Operation = (parameters: URLSearchParams) => XmlValue;

/**
 * CloudFormation at the wire, as far as the CDK's command line and `aws cloudformation deploy` use it: change sets, their
 * execution, events, templates, deletion. What is executed runs on after the answer, as there.
 */
export class CloudFormationService implements TwinService {
  readonly signingName = 'cloudformation';
  readonly #engine: StackEngine;
  readonly #account: string;
  readonly #region: string;
  readonly #sets: ChangeSets;
  readonly #running = new Set<Promise<void>>();
  readonly #operations: Readonly<Record<string, Operation>>;

  constructor(options: {
    readonly engine: StackEngine;
    readonly store: S3Store;
    readonly assets: Assets;
    readonly account: string;
    readonly region: string;
  }) {
    this.#engine = options.engine;
    this.#sets = new ChangeSets(options.engine, options);
    this.#account = options.account;
    this.#region = options.region;
    this.#operations = {
      CreateChangeSet: (given) => this.#sets.create(given, sourceOf(given, options.store, options.assets)),
      DescribeChangeSet: (given) => describeChangeSet(this.#sets.get(given)),
      ExecuteChangeSet: (given) => this.#run(this.#sets.execute(given)),
      DeleteChangeSet: (given) => this.#sets.delete(given),
      ListChangeSets: (given) => ({
        Summaries: this.#sets.of(this.#stack(given)).map(changeSetSummary),
      }),
      DescribeStacks: (given) => ({
        Stacks: (given.has('StackName') ? [this.#stack(given)] : this.#engine.stacks).map(stackOf),
      }),
      DescribeStackEvents: (given) => ({
        StackEvents: this.#stack(given)
          .events.map(eventOf(this.#stack(given)))
          .reverse(),
      }),
      DescribeStackResources: (given) => ({ StackResources: this.#resources(given) }),
      ListStackResources: (given) => ({ StackResourceSummaries: this.#resources(given) }),
      ListStacks: () => ({
        StackSummaries: this.#engine.stacks.map((stack) => ({
          ...stackOf(stack),
          Outputs: undefined,
          Tags: undefined,
        })),
      }),
      ListExports: () => ({
        Exports: this.#engine.stacks.flatMap(({ id, exports }) =>
          [...exports].map(([Name, value]) => ({ ExportingStackId: id, Name, Value: jsonText(value) })),
        ),
      }),
      ListImports: (given) => ({
        Imports: this.#engine.stacks
          .filter(({ imports }) => imports.has(given.get('ExportName') ?? ''))
          .map(({ name }) => name),
      }),
      GetTemplate: (given) => this.#template(given),
      GetTemplateSummary: (given) =>
        summaryOf(
          given.has('StackName') ? this.#stack(given).source : sourceOf(given, options.store, options.assets),
        ),
      DeleteStack: (given) => this.#deleteStack(given),
      RollbackStack: (given) => this.#rollBack(given, ['CREATE_FAILED', 'UPDATE_FAILED']),
      ContinueUpdateRollback: (given) => this.#rollBack(given, ['UPDATE_ROLLBACK_FAILED']),
      UpdateTerminationProtection: (given) => {
        const stack = this.#stack(given);
        stack.terminationProtection = given.get('EnableTerminationProtection') === 'true';
        return { StackId: stack.id };
      },
    };
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const action = queryParameters(call).get('Action') ?? '';
    return Object.hasOwn(this.#operations, action) ? action : undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const name = queryParameters(call).get('StackName');
    const resource = `arn:aws:cloudformation:${this.#region}:${this.#account}:stack/${name ?? '*'}/*`;
    return [
      {
        action: `cloudformation:${call.operation ?? ''}`,
        resource: name?.startsWith('arn:') === true ? name : resource,
      },
    ];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const operation = this.#operations[call.operation ?? ''];
    const result = operation?.(queryParameters(call));
    return Promise.resolve(queryReply(call.operation ?? '', namespace, xmlOf(result)));
  }

  error(status: number, code: string, message: string): ServiceReply {
    return queryError(status, code === 'AccessDeniedException' ? 'AccessDenied' : code, message);
  }

  /** Resolves when nothing that was executed runs any more. */
  async ended(): Promise<void> {
    await Promise.all(this.#running);
  }

  #stack(given: URLSearchParams): Stack {
    const name = given.get('StackName') ?? '';
    const stack = this.#engine.find(name);
    if (stack !== undefined) return stack;
    throw new ServiceError(400, 'ValidationError', `Stack with id ${name} does not exist`);
  }

  #resources(given: URLSearchParams): readonly XmlValue[] {
    const physicalId = given.get('PhysicalResourceId');
    const stack = physicalId === null ? this.#stack(given) : this.#stackWith(physicalId);
    return [...stack.resources].map(([logicalId, resource]) => resourceOf(stack, logicalId, resource));
  }

  /** A resource is asked for in place of its stack (CloudFormation API, DescribeStackResources). */
  #stackWith(physicalId: string): Stack {
    const stack = this.#engine.stacks.find(({ resources }) =>
      [...resources.values()].some(({ ref }) => ref === physicalId),
    );
    if (stack !== undefined) return stack;
    throw new ServiceError(400, 'ValidationError', `Stack for ${physicalId} does not exist`);
  }

  #template(given: URLSearchParams): XmlValue {
    const changeSet = given.get('ChangeSetName');
    const { source } = changeSet === null ? this.#stack(given) : this.#sets.get(given);
    return { TemplateBody: JSON.stringify(source.template), StagesAvailable: ['Original', 'Processed'] };
  }

  #deleteStack(given: URLSearchParams): XmlValue {
    const stack = this.#engine.find(given.get('StackName') ?? '');
    if (stack === undefined || stack.deletedAt !== undefined) return {};
    if (stack.terminationProtection) {
      throw new ServiceError(
        400,
        'ValidationError',
        `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`,
      );
    }
    return this.#run(this.#engine.remove(stack));
  }

  #rollBack(given: URLSearchParams, from: readonly string[]): XmlValue {
    const stack = this.#stack(given);
    const { id, status } = stack;
    if (!from.includes(status)) {
      const message = `Stack:${id} is in ${status} state and can not be rolled back.`;
      throw new ServiceError(400, 'ValidationError', message);
    }
    const skip = listParameter(given, 'ResourcesToSkip').flatMap((one) => Object.values(one));
    this.#run(this.#engine.rollBack(stack, { skip }));
    return { StackId: id };
  }

  /** Goes on after the answer. */
  #run(work: Promise<void>): XmlValue {
    const running = work.finally(() => this.#running.delete(running));
    this.#running.add(running);
    return {};
  }
}
