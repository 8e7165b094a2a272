import type { BuildConfiguration } from '../../config/channel/build.ts';
import type { Configuration, ChannelConfiguration } from '../../config/configuration.ts';
import { flowUsage, inputUsage } from './contribution-usage.ts';
import { controlPlaneUsage, emptyReceives, notificationKey } from './control-plane-usage.ts';
import { deliveryUsage } from './delivery-usage.ts';
import { encoderUsage } from './encoder-usage.ts';
import { groundToCloudUsage } from './ground-to-cloud-usage.ts';
import type { PriceList } from './price-list.ts';
import { standbyModes, type StandbyMode } from './standby-modes.ts';
import type { Assumptions, Usage } from './usage.ts';
import type { LookedAt } from './quiet-minute.ts';

/** One line of the sheet, in US dollars a month. */
export interface Line extends Usage {
  readonly usd: number;
  /** Whether the price was assumed, not read. */
  readonly assumed: boolean;
}

/** A part of the deployment: a channel, the control plane, or what channels without MediaLive share. */
export interface Part {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly usd: number;
  /** What the second site costs in each way of keeping it; empty for the control plane and for channels that exist. */
  readonly standby: readonly StandbyMode[];
}

export interface Estimate {
  readonly region: string;
  readonly assumptions: Assumptions;
  readonly parts: readonly Part[];
  readonly usd: number;
}

/** What a configuration costs a month. Channels that exist already are not the deployment's and are left out. */
export function estimate(configuration: Configuration, list: PriceList, assumptions: Assumptions): Estimate {
  const { channels, groups, groundToCloud, standbyMetrics, notifications, controlPlane } = configuration;
  const ownKey = notifications.keyArn === undefined;
  const built = channels.flatMap(({ name, group, build }): Part[] => {
    if (build === undefined) return [];
    const standby = groups[group]?.sites.slice(1) ?? [];
    return [
      part(name, channelUsage(build, assumptions), list, standbyModes(build, standby, list, assumptions)),
    ];
  });
  const onGround = groundToCloud.map((channel) =>
    part(channel.name, groundToCloudUsage(channel, assumptions), list),
  );
  const lookedAfter = {
    ...lookedAtOf(configuration),
    built: built.length,
    standbyMetrics,
    ownKey,
    dashboard: controlPlane.dashboard,
  };
  const parts = [
    ...built,
    ...onGround,
    ...(onGround.length > 0 && ownKey ? [part('shared', [notificationKey], list)] : []),
    ...(channels.length > 0 ? [part('control plane', controlPlaneUsage(lookedAfter), list)] : []),
  ];
  return { region: list.region, assumptions, parts, usd: sum(parts.map(({ usd }) => usd)) };
}

/** The price of so much of everything. */
export function priced(usage: readonly Usage[], { prices }: PriceList): readonly Line[] {
  return usage.map((one) => {
    const { usd, basis } = prices[one.price];
    return { ...one, usd: one.quantity * usd, assumed: basis === 'assumed' };
  });
}

function part(
  name: string,
  usage: readonly Usage[],
  list: PriceList,
  standby: readonly StandbyMode[] = [],
): Part {
  const lines = priced(usage, list);
  return { name, lines, usd: sum(lines.map(({ usd }) => usd)), standby };
}

function channelUsage(build: BuildConfiguration, assumptions: Assumptions): readonly Usage[] {
  const { inputs, encoding, outputs } = build;
  const { hours } = assumptions;
  return [
    ...Object.entries(inputs).flatMap(([name, input]) => [
      ...flowUsage(name, input, encoding.inputMbps, hours),
      inputUsage(name, encoding.inputMbps, hours),
    ]),
    ...encoderUsage(encoding, hours),
    ...outputs.flatMap((output) => deliveryUsage(output, encoding, assumptions)),
    {
      what: 'Start and stop',
      quantity: emptyReceives / 1e6,
      price: 'sqs-request-million',
      arithmetic: `${emptyReceives.toLocaleString('en')} empty long polls of a queue that waits for deployments`,
    },
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What there is to look at in a configuration. */
function lookedAtOf({ channels, groups }: Pick<Configuration, 'channels' | 'groups'>): LookedAt {
  const standbys = channels.flatMap((channel) => {
    const group = groups[channel.group];
    if (group === undefined) return [];
    const flows = group.sites.slice(1).reduce((sum, name) => sum + flowsBehind(channel, name), 0);
    return flows === 0 ? [] : [{ flows, maxAgeMs: group.policy.flow.maxAgeMs }];
  });
  return { channels: channels.length, flows: flowsOf(channels), standbys };
}

function flowsBehind({ inputs, build }: ChannelConfiguration, site: string): number {
  const built = build?.inputs[site]?.mediaconnect?.pipelines.length ?? 0;
  return built + (inputs[site]?.flows.length ?? 0);
}

/** How many flows feed the channels; one that exists may feed several. */
function flowsOf(channels: readonly ChannelConfiguration[]): number {
  const existing = channels.flatMap(({ inputs }) =>
    Object.values(inputs).flatMap(({ flows }) => flows.map(({ arn }) => arn)),
  );
  const built = channels.flatMap(({ build }) =>
    Object.values(build?.inputs ?? {}).flatMap(({ mediaconnect }) => mediaconnect?.pipelines ?? []),
  );
  return new Set(existing).size + built.length;
}
