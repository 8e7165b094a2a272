/** Cuts elementary streams into access units: H.264 pictures (ITU-T H.264 annex B) and AAC frames (ADTS). */

const nalIdr = 5;
const nalAccessUnitDelimiter = 9;
const adtsSync = 0xfff;

export interface AccessUnit {
  readonly data: Buffer;
  /** A decoder can start here. */
  readonly randomAccess: boolean;
}

/** The pictures of an Annex B stream in which each starts with an access unit delimiter. */
export function splitPictures(stream: Buffer): AccessUnit[] {
  const nals = [...nalStarts(stream)];
  const starts = nals.filter(({ type }) => type === nalAccessUnitDelimiter).map(({ at }) => at);
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? stream.length;
    const randomAccess = nals.some(({ at, type }) => type === nalIdr && at >= start && at < end);
    return { data: stream.subarray(start, end), randomAccess };
  });
}

function* nalStarts(stream: Buffer): Generator<{ at: number; type: number }> {
  const startCode = Buffer.from([0, 0, 1]);
  for (let code = stream.indexOf(startCode); code !== -1; code = stream.indexOf(startCode, code + 3)) {
    // A zero byte before the start code belongs to it.
    const at = code > 0 && stream[code - 1] === 0 ? code - 1 : code;
    yield { at, type: (stream[code + 3] ?? 0) & 0x1f };
  }
}

/** The frames of an ADTS stream. */
export function splitAudioFrames(stream: Buffer): AccessUnit[] {
  const frames: AccessUnit[] = [];
  for (let at = 0; at + 7 <= stream.length;) {
    if (stream.readUInt16BE(at) >> 4 !== adtsSync) {
      throw new Error(
        `No ADTS frame at byte ${at} of the audio loop: expected the sync word fff, found ` +
          `${stream.toString('hex', at, at + 2)}. Make the loop again with loops/make-loops.sh.`,
      );
    }
    const bytes = (stream.readUIntBE(at + 3, 3) >> 5) & 0x1fff;
    frames.push({ data: stream.subarray(at, at + bytes), randomAccess: true });
    at += bytes;
  }
  return frames;
}
