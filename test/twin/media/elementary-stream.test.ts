import { describe, expect, it } from '@jest/globals';

import { splitAudioFrames, splitPictures } from '../../../twin/media/elementary-stream.ts';
import { muxLoop } from '../../../twin/media/loop-muxer.ts';

const delimiter = [0, 0, 0, 1, 9, 0xf0];
const idr = [0, 0, 1, 0x65, 1, 2, 3];
const predicted = [0, 0, 0, 1, 0x41, 4, 5];

describe('elementary streams', () => {
  it('are cut into pictures at the access unit delimiters, and IDR pictures are known', () => {
    const pictures = splitPictures(Buffer.from([...delimiter, ...idr, ...delimiter, ...predicted]));
    expect(pictures).toEqual([
      { data: Buffer.from([...delimiter, ...idr]), randomAccess: true },
      { data: Buffer.from([...delimiter, ...predicted]), randomAccess: false },
    ]);
  });

  it('are refused where no sound frame starts', () => {
    expect(() => splitAudioFrames(Buffer.from('eleven byte'))).toThrow(/No ADTS frame at byte 0/);
  });

  it('are refused as a loop unless they fill it exactly', () => {
    const unit = { data: Buffer.alloc(10), randomAccess: true };
    expect(() => muxLoop([unit], [])).toThrow('A loop of 8000 ms has 200 pictures, not 1');
  });

  it('are refused as a loop if the line cannot carry them in time', () => {
    const units = (count: number, bytes: number) =>
      Array.from({ length: count }, () => ({ data: Buffer.alloc(bytes), randomAccess: false }));
    expect(() => muxLoop(units(200, 5_000), units(375, 100))).toThrow(
      /too late|more than its line can carry/,
    );
  });
});
