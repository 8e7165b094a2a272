import type { Clients } from '../clients.ts';
import type { Twin } from '../../twin/twin.ts';

/** What a fault can get hold of. */
export interface Scene {
  readonly twin: Twin;
  readonly clients: Clients;
  /** An output of the deployed stack. */
  readonly output: (name: string) => string;
  /** EventBridge loses the `MediaLive Channel Input Change` events of a channel from now on. */
  loseInputChanges(channelArn: string): void;
}
