/** The destination of an RTP_PUSH input: an address that an encoder streams to, and the feed of what arrives there. */
import type { Clock } from '../clock.ts';
import type { Feed } from './feed.ts';
import { createFeedPublisher } from './feed-publisher.ts';
import { openPacketPort, type PortFacts } from './packet-port.ts';

export interface PushEndpoint {
  readonly host: string;
  readonly port: number;
  /** As MediaLive shows it: `rtp://host:port`; also the id of the feed. */
  readonly url: string;
  readonly feed: Feed;
  readonly facts: () => PortFacts;
  readonly close: () => Promise<void>;
}

/** `port` 0, the default, is any that is free. */
export async function openPushEndpoint(options: { clock: Clock; port?: number }): Promise<PushEndpoint> {
  const packetPort = await openPacketPort(options);
  const url = `rtp://${packetPort.host}:${packetPort.port}`;
  const publisher = createFeedPublisher(url);
  packetPort.onPacket(publisher.publish);
  return {
    host: packetPort.host,
    port: packetPort.port,
    url,
    feed: publisher.feed,
    facts: packetPort.facts,
    close: packetPort.close,
  };
}
