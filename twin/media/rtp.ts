/** RTP as it carries MPEG transport streams: RFC 3550 headers, RFC 2250 payload. */

export const rtpHeaderBytes = 12;
/** RFC 3551: MPEG-2 transport stream, 90 kHz. */
export const rtpPayloadTypeTs = 33;
const sequenceWrap = 2 ** 16;
const timestampWrap = 2 ** 32;

export interface RtpHeader {
  readonly payloadType: number;
  readonly sequence: number;
  /** In units of 90 kHz for payload type 33. */
  readonly timestamp: number;
  readonly ssrc: number;
  /** Where the payload starts. */
  readonly payloadOffset: number;
}

/** Reads the header of a datagram; undefined where it is no RTP packet. Its payload may be empty. */
export function readRtp(datagram: Buffer): RtpHeader | undefined {
  if (datagram.length < rtpHeaderBytes) return undefined;
  const first = datagram.readUInt8(0);
  if (first >> 6 !== 2) return undefined;
  let payloadOffset = rtpHeaderBytes + 4 * (first & 0x0f);
  if (first & 0x10) {
    if (datagram.length < payloadOffset + 4) return undefined;
    payloadOffset += 4 + 4 * datagram.readUInt16BE(payloadOffset + 2);
  }
  if (datagram.length < payloadOffset) return undefined;
  return {
    payloadType: datagram.readUInt8(1) & 0x7f,
    sequence: datagram.readUInt16BE(2),
    timestamp: datagram.readUInt32BE(4),
    ssrc: datagram.readUInt32BE(8),
    payloadOffset,
  };
}

/** Writes a header without extensions; sequence and timestamp are taken modulo their widths. */
export function writeRtp(
  datagram: Buffer,
  fields: { sequence: number; timestamp: number; ssrc: number },
): void {
  datagram.writeUInt8(0x80, 0);
  datagram.writeUInt8(rtpPayloadTypeTs, 1);
  datagram.writeUInt16BE(fields.sequence % sequenceWrap, 2);
  datagram.writeUInt32BE(fields.timestamp % timestampWrap, 4);
  datagram.writeUInt32BE(fields.ssrc, 8);
}

/** How far `sequence` is ahead of `reference` on the 16-bit circle: -32768 … 32767. */
export function sequenceDistance(sequence: number, reference: number): number {
  const ahead = (sequence - reference + sequenceWrap) % sequenceWrap;
  return ahead < sequenceWrap / 2 ? ahead : ahead - sequenceWrap;
}
