import type { InputSecurityGroupSpec, InputSpec } from '../estate.ts';
import type { Channel } from './channel/channel.ts';

/** The inputs, security groups and channels that there are: those of the estate, and what templates have added. */
export interface Inventory {
  readonly account: string;
  readonly region: string;
  readonly inputs: ReadonlyMap<string, InputSpec>;
  readonly securityGroups: ReadonlyMap<string, InputSecurityGroupSpec>;
  readonly channels: ReadonlyMap<string, Channel>;
}

/** The channels that an input is attached to; MediaLive allows one (UG/eml-limitations-and-rules). */
export function channelsOf({ channels }: Inventory, inputId: string): readonly Channel[] {
  return [...channels.values()].filter(({ spec }) =>
    spec.attachments.some((attachment) => attachment.inputId === inputId),
  );
}
