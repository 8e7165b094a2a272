/** Program tables of a transport stream (ISO/IEC 13818-1, 2.4.4): which programs there are, and what each is made of. */

import { tsPacketBytes } from './ts-packet.ts';

export const streamTypeH264 = 0x1b;
export const streamTypeAacAdts = 0x0f;

const tablePat = 0x00;
const tablePmt = 0x02;
const sectionHeaderBytes = 8;
const crcBytes = 4;
/** A section here is short: its unit fills the payload of one transport packet. */
const payloadBytes = tsPacketBytes - 4;

export interface ProgramMap {
  readonly pcrPid: number;
  readonly streams: readonly { readonly pid: number; readonly streamType: number }[];
}

/** A whole PAT unit (pointer field and section) that names one program. */
export function buildPat(program: number, pmtPid: number): Buffer {
  const entry = Buffer.alloc(4);
  entry.writeUInt16BE(program, 0);
  entry.writeUInt16BE(0xe000 | pmtPid, 2);
  return section(tablePat, 1, entry);
}

/** A whole PMT unit (pointer field and section) for one program. */
export function buildPmt(program: number, map: ProgramMap): Buffer {
  const body = Buffer.alloc(4 + 5 * map.streams.length);
  body.writeUInt16BE(0xe000 | map.pcrPid, 0);
  body.writeUInt16BE(0xf000, 2);
  map.streams.forEach(({ pid, streamType }, index) => {
    body.writeUInt8(streamType, 4 + 5 * index);
    body.writeUInt16BE(0xe000 | pid, 5 + 5 * index);
    body.writeUInt16BE(0xf000, 7 + 5 * index);
  });
  return section(tablePmt, program, body);
}

/** The PMT's PID of each program of a PAT; undefined where the unit is no whole, sound PAT. */
export function readPat(unit: Buffer): ReadonlyMap<number, number> | undefined {
  const body = sectionBody(unit, tablePat);
  if (body === undefined) return undefined;
  const programs = new Map<number, number>();
  for (let at = 0; at + 4 <= body.length; at += 4) {
    programs.set(body.readUInt16BE(at), body.readUInt16BE(at + 2) & 0x1fff);
  }
  return programs;
}

/** What a PMT says; undefined where the unit is no whole, sound PMT. */
export function readPmt(unit: Buffer): ProgramMap | undefined {
  const body = sectionBody(unit, tablePmt);
  if (body === undefined || body.length < 4) return undefined;
  const streams: { pid: number; streamType: number }[] = [];
  let at = 4 + (body.readUInt16BE(2) & 0x0fff);
  while (at + 5 <= body.length) {
    streams.push({ streamType: body.readUInt8(at), pid: body.readUInt16BE(at + 1) & 0x1fff });
    at += 5 + (body.readUInt16BE(at + 3) & 0x0fff);
  }
  return { pcrPid: body.readUInt16BE(0) & 0x1fff, streams };
}

function section(tableId: number, extension: number, body: Buffer): Buffer {
  const length = sectionHeaderBytes - 3 + body.length + crcBytes;
  const head = Buffer.from([
    tableId,
    0xb0 | (length >> 8),
    length & 0xff,
    extension >> 8,
    extension & 0xff,
    0xc1,
    0,
    0,
  ]);
  const covered = Buffer.concat([head, body]);
  const crc = Buffer.alloc(crcBytes);
  crc.writeUInt32BE(crc32Mpeg(covered));
  const unit = Buffer.concat([Buffer.from([0]), covered, crc]);
  return Buffer.concat([unit, Buffer.alloc(payloadBytes - unit.length, 0xff)]);
}

function sectionBody(unit: Buffer, tableId: number): Buffer | undefined {
  const start = 1 + (unit[0] ?? 0);
  if (unit.length < start + sectionHeaderBytes || unit[start] !== tableId) return undefined;
  const end = start + 3 + (unit.readUInt16BE(start + 1) & 0x0fff);
  if (unit.length < end || crc32Mpeg(unit.subarray(start, end)) !== 0) return undefined;
  return unit.subarray(start + sectionHeaderBytes, end - crcBytes);
}

/** CRC-32/MPEG-2: over a section with its own CRC the result is 0. */
function crc32Mpeg(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
