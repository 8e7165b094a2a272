/** A flow with real packets on the loopback and a clock moved by hand. */
import { afterEach } from '@jest/globals';

import type { FlowSpec } from '../../../twin/estate.ts';
import { startFlows } from '../../../twin/mediaconnect/flows.ts';
import type { FlowKnobs } from '../../../twin/mediaconnect/knobs.ts';
import { manualClock } from '../manual-clock.ts';
import { smallDatagram, udpSender, until } from '../media/udp-sender.ts';
import { place } from './flow-spec.ts';
import { recordedEvents } from './recorded-events.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

/** Opens the flow; the packets it puts out are in `heard`, by their numbers. It is closed after the test. */
export async function flowStage(spec: FlowSpec, knobs: Partial<FlowKnobs> = {}) {
  const clock = manualClock();
  const { sink, emitted } = recordedEvents();
  const flows = await startFlows({ specs: [spec], ...place, events: sink, clock, knobs });
  const sender = udpSender();
  opened.push(flows, sender);
  const heard: number[] = [];
  flows.feed(spec.arn)?.onPacket((rtp) => heard.push(rtp.readUInt16BE(2)));
  let sequence = 0;
  /** Sends one packet, the same, to each of the sources named by their numbers. */
  const send = (...sources: number[]) => sendAs(smallDatagram, ...sources);
  const sendAs = async (datagram: (sequence: number) => Buffer, ...sources: number[]) => {
    sequence += 1;
    for (const source of sources) {
      const receiver = flows.all[0]?.receivers[source];
      const before = receiver?.facts().packets ?? 0;
      await sender.send(receiver?.port ?? 0, datagram(sequence));
      await until(() => receiver?.facts().packets === before + 1);
    }
  };
  const advance = async (ms: number, ...sources: number[]) => {
    for (let passed = 0; passed < ms; passed += 50) {
      await send(...sources);
      clock.advance(50);
    }
  };
  const types = () => emitted.map((event) => event['detail-type'].replace('MediaConnect ', ''));
  return { advance, clock, emitted, flow: flows.find(spec.arn), flows, heard, send, sendAs, types };
}
