import type { BuildConfiguration, BuiltInput } from '../../config/channel/build.ts';
import { flowUsage, inputUsage } from './contribution-usage.ts';
import { monthHours, type Assumptions, type Usage } from './usage.ts';
import type { PriceList } from './price-list.ts';

/** One way of keeping the sites that are not on air, and what it takes. */
export interface StandbyMode {
  readonly mode: string;
  /** A month, for all standby sites of the channel. */
  readonly usd: number;
  readonly means: string;
}

/** What the standby of a channel costs in each mode, the one that is configured among them. */
export function standbyModes(
  { inputs, encoding: { inputMbps } }: BuildConfiguration,
  standby: readonly string[],
  list: PriceList,
  { hours }: Assumptions,
): readonly StandbyMode[] {
  const sites = standby.flatMap((name) =>
    inputs[name] === undefined ? [] : [[name, inputs[name]] as const],
  );
  const attached = sites.map(([name]) => inputUsage(name, inputMbps, hours));
  const flowing = (site: readonly [string, BuiltInput]) => flowUsage(...site, inputMbps, hours);
  const cost = (usage: readonly Usage[]) =>
    usage.reduce((total, { quantity, price }) => total + quantity * list.prices[price].usd, 0);
  const idle = cost([
    { what: '', quantity: monthHours, price: 'medialive-idle-channel-hour', arithmetic: '' },
    {
      what: '',
      quantity: monthHours * Object.keys(inputs).length,
      price: 'medialive-idle-push-input-hour',
      arithmetic: '',
    },
  ]);
  const fed = sites.some(([, { mediaconnect }]) => mediaconnect !== undefined);
  return [
    ...(fed
      ? [
          {
            mode: 'flows running',
            usd: cost([...attached, ...sites.flatMap(flowing)]),
            means: 'as deployed: ready at once, and MediaConnect says how it is',
          },
          {
            mode: 'flows stopped',
            usd: cost(attached),
            means: 'nothing to switch to until somebody starts them, about a minute; automation does not',
          },
        ]
      : [
          {
            mode: 'RTP straight in',
            usd: cost(attached),
            means: 'as deployed: ready at once, and nobody knows how it is until it is on air',
          },
        ]),
    {
      mode: 'no standby',
      usd: 0,
      means: 'an input cannot be attached while the channel runs: no failover between sites',
    },
    {
      mode: 'channel stopped',
      usd: idle,
      means: 'the whole channel at rest, its inputs kept, flows in standby',
    },
  ];
}
