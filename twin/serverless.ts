import { rmSync } from 'node:fs';
import { Account } from './account.ts';
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
import { SecretsManagerService } from './secretsmanager/service.ts';
import { SsmService } from './ssm/service.ts';

export interface ServerlessOptions {
  readonly region: string;
  /** The account that it is a region of; left out: one of its own. */
  readonly account?: Account;
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
  readonly gateway: Account['gateway'];
  readonly functions: Functions;
  readonly mappings = new EventSourceMappings();
  readonly buses: EventBuses;
  readonly schedules: Schedules;
  readonly access: Account['access'];
  readonly #dynamo: DynamoDbService;
  readonly #engine: FauxqsEngine;
  readonly #sqs: SqsService;
  readonly #sns: SnsService;
  readonly #targets: Targets;
  readonly #responses: CustomResourceResponses;
  readonly #secrets = new Secrets();
  readonly #parameters: SsmService;
  #cloudFormation: CloudFormationService | undefined;
  readonly #options: ServerlessOptions;
  readonly #account: Account;
  #scratchFolder: string | undefined;

  constructor(options: ServerlessOptions) {
    const { region, port, seed, concurrency, scheduleSpeed, asyncRetryMs } = options;
    this.#options = options;
    this.#account = options.account ?? new Account(port === undefined ? {} : { port });
    const { id: account, gateway, principals, access } = this.#account;
    const clock = systemClock;
    const endpoint = (): string => gateway.endpoint;
    this.access = access;
    this.gateway = gateway;
    this.#dynamo = new DynamoDbService(account, region);
    this.#parameters = new SsmService(account, region);
    this.#engine = new FauxqsEngine({ id: account, region });
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
    this.#responses = new CustomResourceResponses(endpoint, region);
  }

  async start(): Promise<void> {
    const { id: account, gateway, buckets } = this.#account;
    const { region } = this.#options;
    const services = [
      this.#dynamo,
      this.#sqs,
      this.#sns,
      new EventBridgeService(this.buses),
      new SchedulerService(this.schedules),
      new LambdaService(this.functions, this.mappings, account, region),
      new SecretsManagerService(this.#secrets, account, region),
      new S3Service(buckets, region),
      this.#parameters,
    ];
    for (const service of services) {
      gateway.add(service, region);
    }
    gateway.addUnsigned(this.#responses);
    if (this.#options.account === undefined) await gateway.listen();
  }

  /**
   * Opens CloudFormation for clients.
   *
   * @param more - provides the resources of services that were added from outside
   */
  openStacks(more: readonly ResourceProvider[] = []): StackEngine {
    const { region } = this.#options;
    const { id: account, buckets } = this.#account;
    const engine = new StackEngine({
      account,
      region,
      providers: [...more, ...this.#providers()],
      dynamic: (reference) => this.#resolved(reference),
      onStatus: (stack) => {
        this.buses.emit(statusEvent(stack));
      },
    });
    const assets = new Assets(buckets, () => (this.#scratchFolder ??= makeCodeFolder()));
    const service = new CloudFormationService({
      engine,
      store: buckets,
      assets,
      account,
      region,
    });
    this.#cloudFormation = service;
    this.gateway.add(service, region);
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
    this.gateway.removeRegion(this.#options.region);
    if (this.#options.account === undefined) await this.gateway.close();
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
      ...deliveryProviders(this.#secrets, this.#account.buckets, this.#account.cloudFrontNames),
      parameterProvider(this.#parameters),
      ...acceptedProviders,
    ];
  }
}
