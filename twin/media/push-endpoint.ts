/** The twin's port of an input that takes no flows: an address that an encoder streams RTP to, and the feed of what arrives there. */
import type { Clock } from '../clock.ts';
import type { Feed } from './feed.ts';
import { createFeedPublisher } from './feed-publisher.ts';
import { openPacketPort, type PortFacts } from './packet-port.ts';

export interface PushEndpoint {
  readonly host: string;
  readonly port: number;
  /** As MediaLive shows it, like `rtp://host:port`; also the id of the feed. What is sent to it is RTP, whatever stands there. */
  readonly url: string;
  readonly feed: Feed;
  readonly facts: () => PortFacts;
  readonly close: () => Promise<void>;
}

export interface PushEndpointOptions {
  readonly clock: Clock;
  /** 0, the default, is any that is free. */
  readonly port?: number;
  /** Of the address as it is shown. Default: `rtp`. */
  readonly scheme?: string;
  /** After the port of the address, like `/live/one` of RTMP. */
  readonly path?: string;
}

export async function openPushEndpoint(options: PushEndpointOptions): Promise<PushEndpoint> {
  const { clock, port = 0, scheme = 'rtp', path = '' } = options;
  const packetPort = await openPacketPort({ clock, port });
  const url = `${scheme}://${packetPort.host}:${packetPort.port}${path}`;
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
