import type { Synthesis } from '../synthesis.ts';
import { configurationOf, lineUp, type ExistingChannel } from '../existing-channels.ts';
import { alertType, confirmMs } from './loss.ts';
import { shareOut, type Share } from './share-out.ts';

/** One control plane and the channels that it takes charge of. */
export interface Deployment extends Share {
  /** The folder of the synthesized app. */
  readonly assembly: string;
}

/** All channels of so many, in one failover group; they lose site A together. */
export function channelsOf(count: number): readonly ExistingChannel[] {
  return lineUp([count], 'bench');
}

/** So many control planes, of about the same size. */
export async function synthesizeFor(
  channels: number,
  count: number,
  synthesis: Pick<Synthesis, 'assemblyOf'>,
  signal: AbortSignal,
): Promise<readonly Deployment[]> {
  const policy = { alerts: { [alertType]: { confirm: `${confirmMs}ms`, clear: '10s' } } };
  const deployments: Deployment[] = [];
  for (const share of shareOut(channels, count)) {
    const name = `load-${deployments.length + 1}`;
    const own = channelsOf(channels).slice(share.first, share.first + share.channels);
    const text = configurationOf({ name, channels: own, policy });
    deployments.push({ assembly: await synthesis.assemblyOf({ text }, signal), ...share });
  }
  return deployments;
}
