import { Account } from './account.ts';
import type { DeployedStack } from './cloudformation/deployer.ts';
import { withinQuotas, type Quotas } from './cloudformation/quotas.ts';
import { mediaProviders } from './cloudformation/resources/media.ts';
import type { StackEngine } from './cloudformation/stack-engine.ts';
import { systemClock } from './clock.ts';
import { emptyEstate, type Estate } from './estate.ts';
import type { DeliveryKnobs } from './eventbridge/delivery-plan.ts';
import type { EventDelivery, ObservedEvent } from './eventbridge/observed-event.ts';
import type { ObservedCall } from './gateway/observed-call.ts';
import { Recent } from './gateway/recent.ts';
import type { Interceptor } from './gateway/service.ts';
import type { AccessControl } from './iam/access-control.ts';
import type { ChooseFate } from './lambda/batch-fate.ts';
import type { Functions } from './lambda/functions.ts';
import { startMediaPlane, type MediaPlane, type MediaPlaneOptions } from './media-plane.ts';
import { isPush } from './medialive/input-kinds.ts';
import type { ThrottleLimits } from './medialive/throttle.ts';
import type { Schedules } from './scheduler/schedules.ts';
import { OtherRegions } from './other-regions.ts';
import { Serverless, type ServerlessOptions } from './serverless.ts';

export interface TwinOptions extends Omit<ServerlessOptions, 'region'> {
  /** A `cdk.out` folder, or several, one deployment each; every stack in it is deployed. Without one, nothing is. */
  readonly assembly?: string | readonly string[];
  readonly estate: Estate;
  /** What is delivered badly, from the first event on. */
  readonly eventDelivery?: DeliveryKnobs;
  readonly mediaLive?: MediaPlaneOptions['mediaLive'];
  readonly mediaConnect?: MediaPlaneOptions['mediaConnect'];
  /** How many media resources stacks may make, with those of the estate; left out: as many as they like. */
  readonly quotas?: Quotas;
  /** Any other region that is called opens, with nothing in it; left out: there is this one alone. */
  readonly everyRegion?: boolean;
  /** Called when the media side stands and before anything is deployed, for those who want to hear of it from the start. */
  readonly onStarted?: (twin: Twin) => void;
  /** Called after each stack, and waited for before the next: what it has made is there, and nothing depends on it yet. */
  readonly onStack?: (stack: DeployedStack, twin: Twin) => Promise<void> | void;
}

/** A running twin: what it is made of, what happens in it, and what a drill can do to it. */
export interface Twin {
  /** For `AWS_ENDPOINT_URL`. */
  readonly endpoint: string;
  readonly port: number;
  readonly region: string;
  /** Start another twin with it, and that is another region of this account. It ends with the twin that was started first. */
  readonly account: Account;
  readonly flows: MediaPlane['flows'];
  readonly channels: MediaPlane['channels'];
  readonly pushEndpoints: MediaPlane['pushEndpoints'];
  /** Every call that reached the gateway, but for those to another region. */
  readonly calls: Recent<ObservedCall>;
  /** Every event on a bus, and what became of it on its way to each target. */
  readonly events: Recent<ObservedEvent>;
  readonly deliveries: Recent<EventDelivery>;
  readonly functions: Functions;
  readonly schedules: Schedules;
  /** The roles of the deployed stacks and what they may do. */
  readonly access: AccessControl;
  /** As they stand now, however they were deployed. */
  readonly stacks: readonly DeployedStack[];
  /** How badly events are delivered from now on; `{}` is perfectly. */
  setEventDelivery(knobs: DeliveryKnobs): void;
  /** What becomes of the batches of queues on their way to functions from now on. */
  setBatchFate(chooseFate: ChooseFate): void;
  /** How many calls MediaLive lets through from now on, with a full burst to begin with. */
  setThrottle(limits: ThrottleLimits): void;
  /** Puts itself between calls and their services until the returned function is called. */
  intercept(interceptor: Interceptor): () => void;
  /** Ends everything: no process, port or timer is left. */
  stop(): Promise<void>;
}

/** Starts the services, then the media side of the estate, deploys the assembly, and starts the estate's channels. */
export async function startTwin(options: TwinOptions): Promise<Twin> {
  const { estate, assembly = [], onStarted } = options;
  const { account, close } = await openAccount(options);
  const serverless = new Serverless({ ...options, account, region: estate.region });
  const stops = [() => serverless.stop(), close];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0)) {
      await end();
    }
  };
  try {
    await serverless.start();
    serverless.buses.knobs = options.eventDelivery ?? {};
    const media = await startMediaPlane({
      estate,
      events: serverless.buses,
      clock: systemClock,
      ...(options.mediaLive === undefined ? {} : { mediaLive: options.mediaLive }),
      ...(options.mediaConnect === undefined ? {} : { mediaConnect: options.mediaConnect }),
    });
    stops.unshift(() => media.close());
    for (const service of media.services) {
      serverless.gateway.add(service, estate.region);
    }
    const providers = mediaProviders(media, serverless.access);
    const engine = serverless.openStacks(
      options.quotas === undefined ? providers : withinQuotas(providers, options.quotas, standingIn(estate)),
    );
    const twin = assemble(serverless, media, { region: estate.region, account, engine, stop });
    onStarted?.(twin);
    for (const folder of [assembly].flat()) {
      await serverless.deploy(folder, engine, (stack) => options.onStack?.(stack, twin));
    }
    await media.channels.startEstate();
    return twin;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The account of the options, or a new one that listens until it is closed. */
async function openAccount(
  options: TwinOptions,
): Promise<{ readonly account: Account; readonly close: () => Promise<void> }> {
  const { estate } = options;
  if (options.account !== undefined) {
    const { id } = options.account;
    if (id === estate.account) return { account: options.account, close: () => Promise.resolve() };
    throw new Error(`The estate is of account ${estate.account}; its region is to be one of account ${id}.`);
  }
  const others: OtherRegions = new OtherRegions((region) => {
    const empty = emptyEstate({ account: account.id, region });
    return startTwin({ ...options, account, estate: empty, assembly: [] });
  });
  const account: Account = new Account({
    id: estate.account,
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.everyRegion === true ? { openRegion: (region) => others.open(region) } : {}),
  });
  await account.gateway.listen();
  const close = async (): Promise<void> => {
    await others.stop();
    await account.gateway.close();
  };
  return { account, close };
}

/** The calls of a region, with those to services that know no regions. */
function callsOf(gateway: Account['gateway'], region: string): Recent<ObservedCall> {
  const calls = new Recent<ObservedCall>();
  gateway.calls.subscribe((observed) => {
    if (!gateway.isOfAnother(observed.call, region)) calls.add(observed);
  });
  return calls;
}

/** What the estate takes of the quotas. */
const standingIn = ({ flows, inputs, channels }: Estate): Quotas => ({
  'AWS::MediaConnect::Flow': flows.length,
  'AWS::MediaLive::Input': inputs.filter(({ type }) => isPush(type)).length,
  'AWS::MediaLive::Channel': channels.length,
});

const assemble = (
  serverless: Serverless,
  { flows, channels, pushEndpoints, mediaLive }: MediaPlane,
  { engine, ...own }: Pick<Twin, 'region' | 'account' | 'stop'> & { readonly engine: StackEngine },
): Twin => ({
  ...own,
  get stacks() {
    return engine.stacks;
  },
  endpoint: serverless.gateway.endpoint,
  port: serverless.gateway.port,
  flows,
  channels,
  pushEndpoints,
  calls: callsOf(serverless.gateway, own.region),
  events: serverless.buses.events,
  deliveries: serverless.buses.deliveries,
  functions: serverless.functions,
  schedules: serverless.schedules,
  access: serverless.access,
  setEventDelivery: (knobs) => {
    serverless.buses.knobs = knobs;
  },
  setBatchFate: (chooseFate) => {
    serverless.mappings.setBatchFate(chooseFate);
  },
  setThrottle: (limits) => {
    mediaLive.setThrottle(limits);
  },
  intercept: (interceptor) =>
    serverless.gateway.interceptors.add((call, next) =>
      serverless.gateway.isOfAnother(call, own.region) ? next() : interceptor(call, next),
    ),
});
