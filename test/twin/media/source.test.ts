/** The real thing: child processes that stream over the loopback. What arrives is compared with the pure function. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { afterEach, describe, expect, it } from '@jest/globals';

import { systemClock } from '../../../twin/clock.ts';
import { datagramIndexAt, loadSiteStream } from '../../../twin/media/loop.ts';
import { openPushEndpoint } from '../../../twin/media/push-endpoint.ts';
import { readRtp } from '../../../twin/media/rtp.ts';
import { type Source, type SourceOptions, startSource } from '../../../twin/media/source.ts';
import { reportOn } from './stream-report.ts';
import { until } from './udp-sender.ts';

const ownSsrc = 99;
const open: { close(): Promise<void> }[] = [];
const sources: Source[] = [];
afterEach(async () => {
  await Promise.all(sources.splice(0).map((source) => source.stop()));
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function receiver() {
  const endpoint = await openPushEndpoint({ clock: systemClock });
  open.push(endpoint);
  const heard: Buffer[] = [];
  endpoint.feed.onPacket((rtp) => heard.push(rtp));
  return { host: endpoint.host, port: endpoint.port, heard };
}

function start(options: SourceOptions): Source {
  const source = startSource(options);
  sources.push(source);
  return source;
}

/** The datagram of the site that has this one's number and is the nearest to the present. */
function expected(site: string, received: Buffer): Buffer {
  const now = datagramIndexAt(Date.now());
  const behind = (now - (readRtp(received)?.sequence ?? 0)) % 65_536;
  return loadSiteStream(site).datagram(now - behind, ownSsrc);
}

describe('a source', () => {
  it('streams without a fault, and a restarted one goes on with what the first would have sent', async () => {
    const target = await receiver();
    const first = start({ site: 'A', target: [target], ssrc: ownSsrc });
    await until(() => target.heard.length > 30);
    await first.stop();
    const before = target.heard.splice(0);
    start({ site: 'A', target: [target], ssrc: ownSsrc });
    await until(() => target.heard.length > 30);
    for (const heard of [before, [...target.heard]]) {
      expect(reportOn(heard)).toMatchObject({ sequenceGaps: 0, syncLosses: 0, continuityErrors: 0 });
      const [received = Buffer.alloc(0)] = heard;
      expect(received).toEqual(expected('A', received));
    }
  });

  it('is cut on one leg while the other goes on, and comes back', async () => {
    const [one, other] = [await receiver(), await receiver()];
    const source = start({ site: 'B', target: [one, other] });
    await source.ready;
    await until(() => one.heard.length > 0);
    const cut = await source.legs[0]?.cut();
    await until(() => one.heard.length === cut?.sent);
    const heardByOther = other.heard.length;
    await until(() => other.heard.length > heardByOther + 10);
    expect(one.heard).toHaveLength(cut?.sent ?? -1);
    await source.resume();
    await until(() => one.heard.length > (cut?.sent ?? 0));
    expect(readRtp(one.heard.at(-1) ?? Buffer.alloc(0))?.ssrc).toBe(
      readRtp(other.heard.at(-1) ?? Buffer.alloc(0))?.ssrc,
    );
  });

  it('loses and delays packets as it is told, and tells how many', async () => {
    const target = await receiver();
    const source = start({ site: 'A', target: [target] });
    await source.lose(1);
    const [before] = await source.facts();
    await until(() => target.heard.length === before?.sent);
    await source.lose(0);
    await source.slow(1_000);
    const [slowed] = await source.facts();
    expect(slowed?.sent).toBeGreaterThanOrEqual(before?.sent ?? Infinity);
    await source.resume();
    await until(() => target.heard.length > (slowed?.sent ?? 0) + 5);
  });

  it('refuses a slow-down below 1 and a loss outside of 0 to 1', async () => {
    const target = await receiver();
    const source = start({ site: 'A', target: [target] });
    await expect(source.slow(0.5)).rejects.toThrow('the factor 0.5: give 1');
    await expect(source.lose(2)).rejects.toThrow('the fraction 2 of its packets: give 0 to 1');
  });

  it('fails what it is told after its end', async () => {
    const source = start({ site: 'A', target: [await receiver()] });
    await source.stop();
    await expect(source.cut()).rejects.toThrow('The source of site A has ended');
    await expect(source.ready).rejects.toThrow('The source of site A has ended');
  });

  it('ends by itself when its parent is killed', async () => {
    const target = await receiver();
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const parentFile = fileURLToPath(new URL('./source-parent.ts', import.meta.url));
    const parent = fork(parentFile, [String(target.port)], { execArgv: ['--import', loader] });
    const [pid] = (await once(parent, 'message')) as [number];
    await until(() => target.heard.length > 0);
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid));
    expect(isAlive(pid)).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
