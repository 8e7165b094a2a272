/** A site's stream is judged from outside, as a decoder would: any run of it must be a faultless transport stream. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { datagramMs, datagramsPerLoop, loopMs } from '../../../twin/media/loop-muxer.ts';
import { datagramIndexAt, loadSiteStream, loopLetter } from '../../../twin/media/loop.ts';
import { readRtp } from '../../../twin/media/rtp.ts';
import { pcrWrap, ticksWrap } from '../../../twin/media/ts-packet.ts';
import { reportOn } from './stream-report.ts';

const ownSsrc = 7;
const morningMs = Date.UTC(2026, 5, 1, 6);
/** An instant at which 33 bits of 90 kHz start again, give or take a millisecond. */
const wrapMs = Math.round((18_700 * ticksWrap) / 90);
const pictureTicks = 3_600;
const audioTicks = 1_920;

const sites = { A: loadSiteStream('A'), B: loadSiteStream('B') };

function run(site: keyof typeof sites, fromMs: number, lengthMs: number): Buffer[] {
  const first = datagramIndexAt(fromMs);
  return Array.from({ length: lengthMs / datagramMs }, (_, offset) =>
    sites[site].datagram(first + offset, ownSsrc),
  );
}

/** The differences of neighbours, on the circle of `wrap`. */
function steps(values: readonly number[], wrap: number): number[] {
  return values.slice(1).map((value, index) => (value - (values[index] ?? 0) + wrap) % wrap);
}

describe.each(['A', 'B'] as const)('the stream of site %s', (site) => {
  const report = reportOn(run(site, morningMs - loopMs / 2, 2 * loopMs));
  const pids = report.programMap?.streams.map(({ pid }) => pid) ?? [];

  it('names its pictures and its sound in tables with sound checksums', () => {
    expect(report.programMap?.streams.map(({ streamType }) => streamType)).toEqual([0x1b, 0x0f]);
    expect(report.programMap?.pcrPid).toBe(pids[0]);
  });

  it('has no gap in sequence numbers or continuity counters over the seam of the loop', () => {
    expect(report).toMatchObject({ sequenceGaps: 0, syncLosses: 0, continuityErrors: 0 });
  });

  it('carries seven transport packets a datagram', () => {
    expect([...report.packetsPerDatagram]).toEqual([7]);
  });

  it('tells the time every 40 ms, and it is the wall clock of the datagram', () => {
    expect(
      new Set(
        steps(
          report.clocks.map(({ pcr }) => pcr),
          pcrWrap,
        ),
      ),
    ).toEqual(new Set([40 * 27_000]));
    const first = datagramIndexAt(morningMs - loopMs / 2);
    for (const { datagram, pcr } of report.clocks) {
      const ticks = ((first + datagram) * datagramMs * 90) % ticksWrap;
      expect(pcr).toBe(ticks * 300);
    }
  });

  it('presents a picture every 40 ms and a sound frame every 1024 samples, over the seam too', () => {
    expect(new Set(steps(report.times.get(pids[0] ?? -1) ?? [], ticksWrap))).toEqual(new Set([pictureTicks]));
    expect(new Set(steps(report.times.get(pids[1] ?? -1) ?? [], ticksWrap))).toEqual(new Set([audioTicks]));
  });

  it('lets a decoder start at every whole second of the wall clock', () => {
    const starts = report.randomAccess.get(pids[0] ?? -1) ?? [];
    const turns = Math.floor((morningMs * 90) / ticksWrap);
    expect(starts).toHaveLength((2 * loopMs) / 1_000);
    expect(starts.map((pts) => (pts + turns * ticksWrap) % 90_000)).toEqual(starts.map(() => 0));
  });

  it('sends each unit at most a second and never too late for its presentation', () => {
    const [clock] = report.clocks;
    for (const pid of pids) {
      const lead = ((report.times.get(pid)?.[0] ?? 0) * 300 - (clock?.pcr ?? 0)) / 27_000;
      expect(lead).toBeGreaterThan(0);
      expect(lead).toBeLessThanOrEqual(1_040);
    }
  });

  it('goes on without a fault where its clocks start again after 26.5 hours', () => {
    const wrapped = reportOn(run(site, wrapMs - loopMs, 2 * loopMs));
    expect(wrapped).toMatchObject({ sequenceGaps: 0, syncLosses: 0, continuityErrors: 0 });
    expect(
      new Set(
        steps(
          wrapped.clocks.map(({ pcr }) => pcr),
          pcrWrap,
        ),
      ),
    ).toEqual(new Set([40 * 27_000]));
    const pictures = wrapped.times.get(pids[0] ?? -1) ?? [];
    expect(new Set(steps(pictures, ticksWrap))).toEqual(new Set([pictureTicks]));
    expect(Math.max(...pictures) - Math.min(...pictures)).toBeGreaterThan(ticksWrap / 2);
  });
});

describe('streams of different sources', () => {
  it('are the same bytes for the same instant, whichever was started first', () => {
    const restarted = loadSiteStream('A');
    const instants = fc.integer({ min: 0, max: datagramIndexAt(Date.UTC(2100, 0, 1)) });
    fc.assert(
      fc.property(instants, (index) =>
        restarted.datagram(index, ownSsrc).equals(sites.A.datagram(index, ownSsrc)),
      ),
    );
  });

  it('stamp the same instant alike at every site, with different pictures', () => {
    const index = datagramIndexAt(morningMs);
    const [a, b] = [sites.A.datagram(index, ownSsrc), sites.B.datagram(index, ownSsrc)];
    expect(readRtp(a)).toEqual(readRtp(b));
    const span = Array.from({ length: datagramsPerLoop }, (_, offset) => index + offset);
    expect(span.some((at) => !sites.A.datagram(at, ownSsrc).equals(sites.B.datagram(at, ownSsrc)))).toBe(
      true,
    );
  });

  it('join on from the end of any datagram to the next, at any time', () => {
    const instants = fc.integer({ min: 0, max: datagramIndexAt(Date.UTC(2100, 0, 1)) });
    fc.assert(
      fc.property(instants, (index) => {
        const found = reportOn([0, 1, 2, 3].map((offset) => sites.B.datagram(index + offset, ownSsrc)));
        return found.sequenceGaps + found.continuityErrors + found.syncLosses === 0;
      }),
    );
  });
});

describe('the loop of a site', () => {
  it.each([
    ['A', 'a'],
    ['b', 'b'],
    ['site-B', 'b'],
    ['Studio A', 'a'],
  ])('of %j is %s', (site, letter) => {
    expect(loopLetter(site)).toBe(letter);
  });

  it('is always the same one for a site that has none of its own', () => {
    fc.assert(
      fc.property(fc.string(), (site) => {
        expect(['a', 'b']).toContain(loopLetter(site));
        expect(loopLetter(site)).toBe(loopLetter(site));
      }),
    );
  });
});
