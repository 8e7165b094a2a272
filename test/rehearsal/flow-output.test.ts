import { describe, expect, it } from '@jest/globals';
import { recordOutput } from '../../rehearsal/flow-output.ts';
import { smallDatagram } from '../twin/media/udp-sender.ts';

const setup = () => {
  let now = 0;
  let listener: ((rtp: Buffer) => void) | undefined;
  const end = recordOutput(
    {
      onPacket: (hear) => {
        listener = hear;
        return () => {
          listener = undefined;
        };
      },
    },
    () => now,
  );
  const hear = (sequence: number, at: number): void => {
    now = at;
    listener?.(smallDatagram(sequence));
  };
  return { end, hear };
};

describe('the record of what comes out of a flow', () => {
  it('knows the longest silence between two packets, and those that are missing', () => {
    const { end, hear } = setup();
    hear(1, 0);
    hear(2, 20);
    hear(30, 560);
    hear(31, 580);

    expect(end()).toStrictEqual({ packets: 4, longestGapMs: 540, missing: 27 });
  });

  it('counts the silence before the first packet', () => {
    const { end, hear } = setup();
    hear(1, 700);
    hear(2, 720);

    expect(end()).toMatchObject({ longestGapMs: 700, missing: 0 });
  });

  it('does not miss what wraps around, comes twice, or comes late', () => {
    const { end, hear } = setup();
    hear(65_535, 0);
    hear(0, 20);
    hear(0, 21);
    hear(65_535, 22);
    hear(1, 40);

    expect(end()).toMatchObject({ packets: 5, missing: 0 });
  });

  it('ends when it is told', () => {
    const { end, hear } = setup();
    hear(1, 0);
    end();
    hear(9, 900);

    expect(end()).toStrictEqual({ packets: 1, longestGapMs: 0, missing: 0 });
  });
});
