import { rmSync } from 'node:fs';
import { readAssembly } from './cloudformation/assembly.ts';
import { CustomResourceResponses } from './cloudformation/custom-resource-responses.ts';
import { Assets } from './cloudformation/assets.ts';
import { Deployer, type DeployedStack } from './cloudformation/deployer.ts';
import type { ResourceProvider } from './cloudformation/resource-provider.ts';
import { acceptedProviders } from './cloudformation/resources/accepted.ts';
import { customResourceProvider } from './cloudformation/resources/custom.ts';
import { deliveryProviders } from './cloudformation/resources/delivery.ts';
import { tableProvider } from './cloudformation/resources/dynamodb.ts';
import { eventProviders } from './cloudformation/resources/events.ts';
import { iamProviders } from './cloudformation/resources/iam.ts';
import { functionProvider, makeCodeFolder } from './cloudformation/resources/lambda-function.ts';
import { lambdaProviders } from './cloudformation/resources/lambda.ts';
import { schedulerProviders } from './cloudformation/resources/scheduler.ts';
import { snsProviders } from './cloudformation/resources/sns.ts';
import { parameterProvider } from './cloudformation/resources/ssm.ts';
import { sqsProviders } from './cloudformation/resources/sqs.ts';
import { Secrets } from './cloudformation/secrets.ts';
import { CloudFormationService } from './cloudformation/service.ts';
import { StackEngine } from './cloudformation/stack-engine.ts';
import { statusEvent } from './cloudformation/stack-view.ts';
import { systemClock } from './clock.ts';
import { DynamoDbService } from './dynamodb/service.ts';
import { EventBuses } from './eventbridge/event-buses.ts';
import { EventBridgeService } from './eventbridge/service.ts';
import { Targets } from './eventbridge/targets.ts';
import { Gateway, type Authorize } from './gateway/gateway.ts';
import { Principals } from './gateway/principals.ts';
import { AccessControl } from './iam/access-control.ts';
import { IamService } from './iam/service.ts';
import { EventSourceMappings } from './lambda/event-source-mappings.ts';
import { Functions } from './lambda/functions.ts';
import { LambdaService } from './lambda/service.ts';
import { Schedules } from './scheduler/schedules.ts';
import { SchedulerService } from './scheduler/service.ts';
import { SnsService } from './sns/service.ts';
import { FauxqsEngine } from './sqs/fauxqs-engine.ts';
import { QueueUrls } from './sqs/queue-urls.ts';
import { SqsService } from './sqs/service.ts';
import { S3Service } from './s3/service.ts';
import { S3Store } from './s3/store.ts';
import { SecretsManagerService } from './secretsmanager/service.ts';
import { SsmService } from './ssm/service.ts';
import { StsService } from './sts/service.ts';

/** fauxqs has its account built in, and so the twin has only this one. */
export const twinAccount = '000000000000';

export interface ServerlessOptions {
  readonly region: string;
  readonly port?: number;
  /** Decides every draw of the event delivery knobs. */
  readonly seed?: number;
  /** Invocations at once over all functions. */
  readonly concurrency?: number;
  /** Batches of one queue at once, whatever the template allows: each is a process, and a machine has few processors. */
  readonly pollersMax?: number;
  /** How many times faster than in their template schedules fire. */
  readonly scheduleSpeed?: number;
  /** When a failed asynchronous invocation is tried again. */
  readonly asyncRetryMs?: readonly number[];
}

/** The serverless half of the twin: everything but the media services, which are added to its gateway. */
export class Serverless {
  readonly gateway: Gateway;
  readonly functions: Functions;
  readonly mappings = new EventSourceMappings();
  readonly buses: EventBuses;
  readonly schedules: Schedules;
  readonly access: AccessControl;
  readonly #dynamo: DynamoDbService;
  readonly #engine: FauxqsEngine;
  readonly #sqs: SqsService;
  readonly #sns: SnsService;
  readonly #targets: Targets;
  readonly #responses: CustomResourceResponses;
  readonly #secrets = new Secrets();
  readonly #buckets = new S3Store();
  readonly #parameters: SsmService;
  #cloudFormation: CloudFormationService | undefined;
  readonly #options: ServerlessOptions;
  readonly #principals = new Principals();
  #scratchFolder: string | undefined;

  constructor(options: ServerlessOptions) {
    const account = twinAccount;
    const { region, port, seed, concurrency, scheduleSpeed, asyncRetryMs } = options;
    this.#options = options;
    const clock = systemClock;
    const principals = this.#principals;
    const endpoint = (): string => this.gateway.endpoint;
    const access = new AccessControl(account);
    this.access = access;
    const authorize: Authorize = (call, required) => access.refusalOf(call, required);
    this.gateway = new Gateway({ principals, authorize, ...(port === undefined ? {} : { port }) });
    this.#dynamo = new DynamoDbService(account, region);
    this.#parameters = new SsmService(account, region);
    this.#engine = new FauxqsEngine(region);
    this.#sqs = new SqsService(this.#engine, new QueueUrls(endpoint, account, region), access);
    this.#sns = new SnsService(this.#engine);
    this.functions = new Functions({
      principals,
      endpoint,
      region,
      clock,
      ...(concurrency === undefined ? {} : { concurrency }),
      ...(asyncRetryMs === undefined ? {} : { asyncRetryMs }),
    });
    this.#targets = new Targets({
      queues: this.#sqs,
      topics: this.#sns,
      functions: this.functions,
      access,
      region,
    });
    this.buses = new EventBuses({
      account,
      region,
      clock,
      targets: this.#targets,
      ...(seed === undefined ? {} : { seed }),
    });
    this.schedules = new Schedules(clock, scheduleSpeed);
    this.#responses = new CustomResourceResponses(endpoint);
  }

  async start(): Promise<void> {
    const account = twinAccount;
    const { region } = this.#options;
    const services = [
      this.#dynamo,
      this.#sqs,
      this.#sns,
      new EventBridgeService(this.buses),
      new SchedulerService(this.schedules),
      new LambdaService(this.functions, this.mappings, account, region),
      new StsService(account, this.access, this.#principals),
      new IamService(account, this.access),
      new SecretsManagerService(this.#secrets),
      new S3Service(this.#buckets, region),
      this.#parameters,
    ];
    for (const service of services) {
      this.gateway.add(service);
    }
    this.gateway.addUnsigned(this.#responses);
    await this.gateway.listen();
  }

  /**
   * Opens CloudFormation for clients.
   *
   * @param more - provides the resources of services that were added from outside
   */
  openStacks(more: readonly ResourceProvider[] = []): StackEngine {
    const { region } = this.#options;
    const engine = new StackEngine({
      account: twinAccount,
      region,
      providers: [...more, ...this.#providers()],
      dynamic: (reference) => this.#resolved(reference),
      onStatus: (stack) => {
        this.buses.emit(statusEvent(stack));
      },
    });
    const assets = new Assets(this.#buckets, () => (this.#scratchFolder ??= makeCodeFolder()));
    const service = new CloudFormationService({
      engine,
      store: this.#buckets,
      assets,
      account: twinAccount,
      region,
    });
    this.#cloudFormation = service;
    this.gateway.add(service);
    return engine;
  }

  /**
   * Deploys every stack of an assembly.
   *
   * @param onStack - called after each stack, and waited for before the next
   */
  async deploy(
    assembly: string,
    engine: StackEngine = this.openStacks(),
    onStack: (stack: DeployedStack) => Promise<void> | void = () => undefined,
  ): Promise<readonly DeployedStack[]> {
    const deployer = new Deployer(engine, this.#options.region);
    const deployed: DeployedStack[] = [];
    for (const stack of readAssembly(assembly)) {
      const made = await deployer.deploy(stack);
      deployed.push(made);
      await onStack(made);
    }
    return deployed;
  }

  /** Leaves no process, port or timer behind. */
  async stop(): Promise<void> {
    this.schedules.close();
    this.buses.close();
    this.#responses.close();
    this.mappings.disableAll();
    await this.functions.close();
    await this.#cloudFormation?.ended();
    await this.#engine.close();
    await this.mappings.ended();
    await this.gateway.close();
    if (this.#scratchFolder !== undefined) {
      rmSync(this.#scratchFolder, { recursive: true });
    }
  }

  #resolved(reference: string): string {
    const [, name] = /^ssm:(.+)$/.exec(reference) ?? [];
    if (name === undefined) return this.#secrets.resolve(reference);
    const value = this.#parameters.parameters.get(name);
    if (value === undefined) throw new Error(`Parameter ${name} not found.`);
    return value;
  }

  #providers(): readonly ResourceProvider[] {
    const { functions, mappings, access } = this;
    const { pollersMax = Infinity } = this.#options;
    return [
      tableProvider(this.#dynamo, access),
      ...sqsProviders(this.#sqs, access),
      ...snsProviders(this.#sns, access),
      ...iamProviders(access),
      ...eventProviders(this.buses, this.schedules),
      ...schedulerProviders(this.schedules, this.#targets),
      functionProvider(functions, () => (this.#scratchFolder ??= makeCodeFolder())),
      ...lambdaProviders({ functions, mappings, queues: this.#sqs, access, pollersMax }),
      customResourceProvider(functions, this.#responses),
      ...deliveryProviders(this.#secrets, this.#buckets),
      parameterProvider(this.#parameters),
      ...acceptedProviders,
    ];
  }
}
