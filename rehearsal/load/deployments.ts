import type { Synthesis } from '../synthesis.ts';
import { configurationOf } from '../many-channels.ts';
import { confirmMs } from './loss.ts';
import { alertType } from './loss.ts';
import { shareOut, type Share } from './share-out.ts';

/** One control plane and the channels that it takes charge of. */
export interface Deployment extends Share {
  /** The folder of the synthesized app. */
  readonly assembly: string;
}

/** So many control planes, of about the same size. */
export async function synthesizeFor(
  channels: number,
  count: number,
  synthesis: Synthesis,
  signal: AbortSignal,
): Promise<readonly Deployment[]> {
  const policy = `    alerts: { ${alertType}: { confirm: ${confirmMs}ms, clear: 10s } }`;
  const deployments: Deployment[] = [];
  for (const share of shareOut(channels, count)) {
    const name = `load-${deployments.length + 1}`;
    const text = configurationOf({ name, ...share, policy });
    deployments.push({ assembly: await synthesis.assemblyOf({ text }, signal), ...share });
  }
  return deployments;
}
