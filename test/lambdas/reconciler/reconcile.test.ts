import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeHandler } from '../../../lambdas/reconciler/make-handler.ts';
import { turnOf } from '../../../lambdas/reconciler/turn-of.ts';
import { noon } from '../fakes/manual-clock.ts';
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

const run = () => makeHandler(w)({}, lambdaContext(55_000));
const overview = (id: number, state: string) => ({
  arn: channelArnOf(id),
  id: String(id),
  name: `channel-${id}`,
  state,
  attachments: ['site-A', 'site-B'],
});

describe('a run of the reconciler', () => {
  it('looks at every channel on air, and says what it saw', async () => {
    w.mediaLive.channels = [overview(1, 'RUNNING'), overview(2, 'RUNNING')];
    const alert = {
      alarmId: 'x',
      alertType: 'Video Not Detected',
      pipeline: '0',
      setAt: noon,
      message: '',
    } as const;
    w.mediaLive.alerts.push(alert);
    expect(await run()).toEqual({ observed: 1, idle: 0, deferred: 0 });
    expect(w.observations.sent).toEqual([
      {
        channelArn: channelArnOf(1),
        answers: { channel: w.mediaLive.snapshot, alerts: [alert], flows: active },
      },
    ]);
    expect(w.meter.counts).toEqual({ ReconcilerRuns: 1 });
  });

  it.each(['IDLE', 'STARTING', 'STOPPING'])('says of a channel that is %s just that', async (state) => {
    w.mediaLive.channels = [overview(1, state)];
    await run();
    expect(w.mediaLive.calls).toEqual(['ListChannels']);
    expect(w.observations.sent).toEqual([
      {
        channelArn: channelArnOf(1),
        answers: { channel: { at: noon, state, pipelines: {} }, alerts: [], flows: active },
      },
    ]);
  });

  it('asks about a channel that MediaLive does not list before it says that it is gone', async () => {
    w.mediaLive.snapshot = { at: noon, state: 'DELETED', pipelines: {} };
    await run();
    expect(w.mediaLive.calls).toEqual(['ListChannels', `DescribeChannel ${channelArnOf(1)}`]);
    expect(w.observations.sent[0]?.answers).toMatchObject({ channel: { state: 'DELETED' }, alerts: [] });
  });

  it('goes by what DescribeChannel says of a channel that the list has left out', async () => {
    const pipelines = { '0': { attachment: 'site-A', actionName: null } };
    w.mediaLive.snapshot = { at: noon, state: 'RUNNING', pipelines };
    await run();
    expect(w.observations.sent[0]?.answers).toMatchObject({ channel: { state: 'RUNNING', pipelines } });
    w.mediaLive.silent = true;
    w.mediaLive.listChannels = () => Promise.resolve([]);
    await run();
    expect(w.observations.sent[1]?.answers).toMatchObject({ channel: 'unavailable', alerts: 'unavailable' });
  });

  it('passes on a channel that runs and shows no pipeline as it is', async () => {
    w.mediaLive.channels = [overview(1, 'RUNNING')];
    w.mediaLive.snapshot = { at: noon, state: 'RUNNING', pipelines: {} };
    await run();
    expect(w.observations.sent[0]?.answers?.channel).toEqual({ at: noon, state: 'RUNNING', pipelines: {} });
  });

  it('has timers looked after where MediaLive does not answer, and passes on no list of unknown age', async () => {
    w.mediaLive.channels = [overview(1, 'RUNNING')];
    w.mediaLive.describeChannel = () => Promise.reject(new Error('throttled'));
    await run();
    expect(w.observations.sent[0]?.answers).toMatchObject({ channel: 'unavailable', alerts: 'unavailable' });
  });

  it('makes no call where nothing is managed, and still says that it ran', async () => {
    w.table.members.clear();
    expect(await run()).toEqual({ observed: 0, idle: 0, deferred: 0 });
    expect(w.mediaLive.calls).toEqual([]);
    expect(w.mediaConnect.calls).toEqual([]);
    expect(w.meter.counts).toEqual({ ReconcilerRuns: 1 });
  });

  it('takes a quarter of the calls that the account has', async () => {
    for (let id = 1; id <= 20; id += 1) await w.members.put(memberOf(id), null);
    w.mediaLive.channels = Array.from({ length: 20 }, (_, index) => overview(index + 1, 'RUNNING'));
    await run();
    const seconds = (w.clock.now() - noon) / 1000;
    expect((w.mediaLive.calls.length - 1 - 2) / seconds).toBeLessThanOrEqual(5);
  });

  it('leaves to the next run what it has no time for, and says how much', async () => {
    for (let id = 1; id <= 130; id += 1) await w.members.put(memberOf(id), null);
    w.mediaLive.channels = Array.from({ length: 130 }, (_, index) => overview(index + 1, 'RUNNING'));
    expect(await run()).toEqual({ observed: 120, idle: 0, deferred: 10 });
    expect(w.meter.counts['ReconcilerChannelsDeferred']).toBe(10);
  });
});

describe('taking turns', () => {
  const items = Array.from({ length: 250 }, (_, index) => index);

  it('is not needed while all can have theirs', () => {
    expect(turnOf([1, 2, 3], 3, noon)).toEqual([1, 2, 3]);
  });

  it('leaves none out, and goes on where the run of a minute ago left off', () => {
    const runs = [0, 1, 2].map((minute) => turnOf(items, 100, noon + minute * 60_000));
    expect(new Set(runs.flat()).size).toBe(250);
    expect(runs.map((run) => run.length)).toEqual([100, 100, 100]);
    const [first = [], second = []] = runs;
    expect(second[0]).toBe(((first.at(-1) ?? 0) + 1) % 250);
  });
});
