import { beforeEach, describe, expect, it } from '@jest/globals';
import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { reconcile } from '../../../control/reconcile/reconcile.ts';
import { noon } from '../support/manual-clock.ts';
import { channelArnOf, flowArnOf, memberOf } from '../support/deployment.ts';
import { lambdaContext } from '../support/lambda.ts';
import { world, type World } from '../support/world.ts';

let w: World;

const flows = ['A', 'B'].flatMap((site) => [flowArnOf(site, 0), flowArnOf(site, 1)]);
/** What is told of flows of which the list has shown that they are ACTIVE. */
const active = Object.fromEntries(flows.map((flowArn) => [flowArn, { at: noon, status: 'ACTIVE' }]));

beforeEach(async () => {
  w = await world();
  for (const flowArn of flows) w.mediaConnect.flows.set(flowArn, 'ACTIVE');
});

const run = (timeoutMs = 55_000) => handlerOf(reconcile, w)({}, lambdaContext(timeoutMs));
const overview = (id: number, state: string) => ({
  arn: channelArnOf(id),
  id: String(id),
  name: `channel-${id}`,
  state,
  attachments: ['site-A', 'site-B'],
});

/** So many managed channels without flows, all on air. */
async function manage(count: number): Promise<void> {
  const input = (attachment: string) => ({ attachment, flows: [] });
  for (let id = 1; id <= count; id += 1) {
    await w.members.put(memberOf(id, { inputs: { A: input('site-A'), B: input('site-B') } }), null);
  }
  w.mediaLive.channels = Array.from({ length: count }, (_, index) => overview(index + 1, 'RUNNING'));
}

const looked = () => w.looks.looks.filter(({ ask }) => ask.channel || ask.alerts);
const arns = (ids: readonly number[]) => ids.map(channelArnOf);

describe('a run of the reconciler', () => {
  it('has every channel on air looked at, and asks nothing of it itself', async () => {
    w.mediaLive.channels = [overview(1, 'RUNNING'), overview(2, 'RUNNING')];
    expect(await run()).toEqual({ looks: 1, told: 0, unsent: 0 });
    expect(w.mediaLive.calls).toEqual(['ListChannels']);
    expect(w.looks.looks).toEqual([
      {
        channelArn: channelArnOf(1),
        at: expect.any(Number) as unknown,
        ask: { channel: true, alerts: true, before: expect.any(Number) as unknown },
        answers: { flows: active },
      },
    ]);
    expect(w.meter.counts).toEqual({ ReconcilerRuns: 1 });
  });

  it.each(['IDLE', 'STARTING', 'STOPPING'])('says of a channel that is %s just that', async (state) => {
    w.mediaLive.channels = [overview(1, state)];
    expect(await run()).toEqual({ looks: 0, told: 1, unsent: 0 });
    expect(w.mediaLive.calls).toEqual(['ListChannels']);
    expect(w.looks.looks).toEqual([
      {
        channelArn: channelArnOf(1),
        at: noon,
        // To be asked where the message has waited: that it was so a while ago says nothing.
        ask: { channel: true, alerts: false, before: noon + 60_000 },
        answers: { channel: { at: noon, state, pipelines: {} }, alerts: [], flows: active },
      },
    ]);
  });

  it('has DescribeChannel asked about a channel that MediaLive does not list', async () => {
    await run();
    expect(w.looks.looks).toEqual([
      expect.objectContaining({ ask: expect.objectContaining({ channel: true, alerts: false }) as unknown }),
    ]);
  });

  it('goes on without the list of channels: flows are told of, and what is owed is looked after', async () => {
    w.mediaLive.silent = true;
    expect(await run()).toEqual({ looks: 0, told: 1, unsent: 0 });
    expect(w.looks.looks).toEqual([
      expect.objectContaining({
        ask: { channel: false, alerts: false, before: expect.any(Number) as unknown },
        answers: { flows: active },
      }),
    ]);
    expect(w.meter.counts['ReconcilerUnanswered/ListChannels']).toBe(1);
    expect(w.meter.levels.OldestLookSeconds).toBeGreaterThan(120);
  });

  it('makes no call where nothing is managed, and still says that it ran', async () => {
    w.table.members.clear();
    expect(await run()).toEqual({ looks: 0, told: 0, unsent: 0 });
    expect(w.mediaLive.calls).toEqual([]);
    expect(w.mediaConnect.calls).toEqual([]);
    expect(w.meter.counts).toEqual({ ReconcilerRuns: 1 });
    expect(w.meter.levels).toEqual({});
  });

  it('waits for nobody: the looks are spread by the queue', async () => {
    await manage(200);
    await run();
    expect(w.clock.sleeps).toEqual([]);
    const times = looked().map(({ at }) => at - noon);
    expect(Math.max(...times)).toBeGreaterThan(35_000);
    for (let second = 0; second < 40; second += 1) {
      const calls = 2 * times.filter((at) => Math.floor(at / 1000) === second).length;
      expect(calls).toBeLessThanOrEqual(12);
    }
  });

  it('counts what the queue did not take, and begins with that in the next run', async () => {
    await manage(30);
    for (let id = 1; id <= 30; id += 1) await w.members.noteLook(channelArnOf(id), seenAt(noon - 60_000));
    w.looks.refuses = ({ channelArn }) => arns([3, 17]).includes(channelArn);
    expect(await run()).toEqual({ looks: 30, told: 0, unsent: 2 });
    expect(w.meter.counts['ReconcilerMessagesUnsent']).toBe(2);
    for (const { channelArn } of looked()) await w.members.noteLook(channelArn, seenAt(noon));
    w.looks.looks.length = 0;
    w.looks.refuses = () => false;
    w.clock.advance(60_000);
    await run();
    expect(
      looked()
        .slice(0, 2)
        .map(({ channelArn }) => channelArn),
    ).toEqual(arns([17, 3]));
  });

  it('leaves what it has no time for to the next run, and says how much', async () => {
    await manage(30);
    w.looks.refuses = () => {
      w.clock.advance(500);
      return false;
    };
    expect(await run(20_000)).toEqual({ looks: 30, told: 0, unsent: 10 });
  });
});

const seenAt = (at: number) => ({ askedAt: at, channelAt: at, alertsAt: at });

describe('the channels that are looked at', () => {
  it('are those looked at longest ago, where a run has not calls for all', async () => {
    await manage(400);
    const recently = Array.from({ length: 200 }, (_, index) => 2 * index + 1);
    for (const id of recently) await w.members.noteLook(channelArnOf(id), seenAt(noon - 30_000));
    const { looks, told } = await run();
    expect([looks, told]).toEqual([240, 160]);
    const first = looked().slice(0, 200);
    expect(first.filter(({ channelArn }) => arns(recently).includes(channelArn))).toEqual([]);
  });

  it('are each told of once a minute, looked at or not', async () => {
    await manage(400);
    await run();
    expect(new Set(w.looks.looks.map(({ channelArn }) => channelArn)).size).toBe(400);
    expect(w.looks.looks).toHaveLength(400);
  });

  describe('where there are not calls for both questions', () => {
    beforeEach(async () => {
      await manage(600);
      for (let id = 1; id <= 600; id += 1) await w.members.noteLook(channelArnOf(id), seenAt(noon));
    });

    const askOf = (id: number) => looked().find(({ channelArn }) => channelArn === channelArnOf(id))?.ask;

    it('are asked the one that was answered longest ago', async () => {
      await w.members.noteLook(channelArnOf(1), { askedAt: 900, channelAt: 900, alertsAt: 500 });
      await w.members.noteLook(channelArnOf(2), { askedAt: 900, channelAt: 500, alertsAt: 900 });
      await run();
      expect(askOf(1)).toMatchObject({ channel: false, alerts: true });
      expect(askOf(2)).toMatchObject({ channel: true, alerts: false });
    });

    it('are asked the one and the other while there is no answer', async () => {
      await w.members.noteLook(channelArnOf(1), { askedAt: 900, channelAt: 500, alertsAt: 800 });
      const asked: unknown[] = [];
      for (let minute = 0; minute < 2; minute += 1) {
        await run();
        asked.push(askOf(1)?.channel);
        w.looks.looks.length = 0;
        w.clock.advance(60_000);
      }
      expect(asked.toSorted()).toEqual([false, true]);
    });
  });

  it('do not wait for good behind those that MediaLive never answers for', async () => {
    await manage(400);
    const others = Array.from({ length: 100 }, (_, index) => index + 301);
    const lastSeen = new Map(others.map((id) => [channelArnOf(id), noon]));
    for (const id of others) await w.members.noteLook(channelArnOf(id), seenAt(noon));
    for (let minute = 0; minute < 15; minute += 1) {
      w.clock.advance(60_000);
      w.looks.looks.length = 0;
      await run();
      const now = w.clock.now();
      for (const { channelArn } of looked()) {
        const isAnswered = lastSeen.has(channelArn);
        if (isAnswered) lastSeen.set(channelArn, now);
        await w.members.noteLook(channelArn, isAnswered ? seenAt(now) : { askedAt: now });
      }
      for (const at of lastSeen.values()) expect(now - at).toBeLessThanOrEqual(240_000);
    }
  });
});

describe('the age of the oldest look', () => {
  it('is told, of the channels on air alone', async () => {
    await manage(3);
    w.mediaLive.channels = [overview(1, 'RUNNING'), overview(2, 'RECOVERING'), overview(3, 'IDLE')];
    await w.members.noteLook(channelArnOf(1), seenAt(noon - 20_000));
    await w.members.noteLook(channelArnOf(2), {
      askedAt: noon,
      channelAt: noon - 90_000,
      alertsAt: noon - 70_000,
    });
    await w.members.noteLook(channelArnOf(3), seenAt(noon - 500_000));
    await run();
    expect(w.meter.levels.OldestLookSeconds).toBe(70);
  });

  it('is an hour where one has never been looked at', async () => {
    await manage(1);
    await run();
    expect(w.meter.levels.OldestLookSeconds).toBe(3600);
  });
});
