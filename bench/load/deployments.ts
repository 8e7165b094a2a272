import { deploymentLimits } from '../../config/deployment-limits.ts';
import type { Synthesis } from '../../drill/synthesis.ts';
import { configurationOf } from '../many-channels.ts';
import { confirmMs } from './loss.ts';
import { alertType } from './many-members.ts';

/** One control plane and the channels that it takes charge of. */
export interface Deployment {
  /** The folder of the synthesized app. */
  readonly assembly: string;
  /** The index of its first channel. */
  readonly first: number;
  readonly channels: number;
}

/** As few control planes as so many channels need, of about the same size. */
export async function synthesizeFor(
  channels: number,
  synthesis: Synthesis,
  signal: AbortSignal,
): Promise<readonly Deployment[]> {
  const count = Math.ceil(channels / deploymentLimits.existing);
  const policy = `    alerts: { ${alertType}: { confirm: ${confirmMs}ms, clear: 10s } }`;
  const deployments: Deployment[] = [];
  for (let place = 0; place < count; place += 1) {
    const first = Math.floor((place * channels) / count);
    const own = Math.floor(((place + 1) * channels) / count) - first;
    const text = configurationOf({ name: `load-${place + 1}`, first, channels: own, policy });
    const assembly = await synthesis.assemblyOf({ text }, signal);
    deployments.push({ assembly, first, channels: own });
  }
  return deployments;
}
