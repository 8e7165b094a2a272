/** One source of a flow: its port, its stream's errors, and the verdict on its health. */
import type { Clock } from '../clock.ts';
import { openPacketPort, type PacketListener, type PortFacts } from '../media/packet-port.ts';
import { type SourceHealth, sourceHealth } from './health.ts';
import { readRtp } from '../media/rtp.ts';
import { carriesMedia } from '../media/ts-packet.ts';
import { createTr101Monitor } from './tr101.ts';

export interface Receiver {
  readonly arn: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly facts: () => PortFacts;
  /** Takes packets in from now on, and passes them on. */
  listen(onPacket: PacketListener): void;
  /** Ignores what arrives; the port stays open, so that it is the same at the next start. */
  mute(): void;
  /** Undefined while nothing is known yet. */
  health(nowMs: number): SourceHealth | undefined;
  close(): Promise<void>;
}

export interface ReceiverOptions {
  readonly source: { readonly arn: string; readonly name: string };
  readonly clock: Clock;
  readonly silenceMs: number;
}

export async function openReceiver({ source, clock, silenceMs }: ReceiverOptions): Promise<Receiver> {
  const port = await openPacketPort({ clock });
  const monitor = createTr101Monitor(silenceMs);
  let lastMediaAt: number | undefined;
  let listening: { readonly sinceMs: number; readonly stop: () => void } | undefined;

  const mute = () => {
    listening?.stop();
    listening = undefined;
  };

  return {
    arn: source.arn,
    name: source.name,
    host: port.host,
    port: port.port,
    facts: port.facts,
    listen: (onPacket) => {
      mute();
      monitor.reset();
      const stop = port.onPacket((rtp, atMs) => {
        monitor.observe(rtp, atMs);
        if (carriesMedia(rtp, readRtp(rtp)?.payloadOffset ?? 0)) lastMediaAt = atMs;
        onPacket(rtp, atMs);
      });
      listening = { sinceMs: clock.now(), stop };
    },
    mute,
    health: (nowMs) => {
      if (listening === undefined) return undefined;
      const { lastPacketAt } = port.facts();
      const tr101 = monitor.flags(nowMs);
      const { sinceMs } = listening;
      return sourceHealth({ lastPacketAt, lastMediaAt, sinceMs, nowMs, silenceMs, tr101 });
    },
    close: async () => {
      mute();
      await port.close();
    },
  };
}
