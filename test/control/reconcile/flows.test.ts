import { beforeEach, describe, expect, it } from '@jest/globals';
import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { reconcile } from '../../../control/reconcile/reconcile.ts';
import { describesPerRun } from '../../../control/reconcile/flow-quota.ts';
import { flowsOf } from '../../../control/ports/member-store.ts';
import { noon } from '../support/manual-clock.ts';
import { channelArnOf, flowArnOf, memberOf } from '../support/deployment.ts';
import { lambdaContext } from '../support/lambda.ts';
import { world, type World } from '../support/world.ts';

let w: World;

const flows = ['A', 'B'].flatMap((site) => [flowArnOf(site, 0), flowArnOf(site, 1)]);
const [a0 = '', , b0 = ''] = flows;
const overview = (id: number, state: string) => ({
  arn: channelArnOf(id),
  id: String(id),
  name: `channel-${id}`,
  state,
  attachments: [],
});
const run = () => handlerOf(reconcile, w)({}, lambdaContext(55_000));
const answers = (index = 0) => w.looks.looks[index]?.answers;

beforeEach(async () => {
  w = await world();
  for (const flowArn of flows) w.mediaConnect.flows.set(flowArn, 'ACTIVE');
  w.mediaLive.channels = [overview(1, 'RUNNING')];
});

/** So many channels on air with flows of their own. */
async function manage(count: number): Promise<void> {
  for (let id = 1; id <= count; id += 1) {
    const input = (site: string) => ({
      attachment: `site-${site}`,
      flows: ([0, 1] as const).map((pipeline) => ({
        arn: flowArnOf(`${site}-${id}-`, pipeline),
        sources: 1,
      })),
    });
    const member = memberOf(id, { inputs: { A: input('A'), B: input('B') } });
    await w.members.put(member, null);
    for (const flowArn of flowsOf(member)) w.mediaConnect.flows.set(flowArn, 'ACTIVE');
  }
  w.mediaLive.channels = Array.from({ length: count }, (_, index) => overview(index + 1, 'RUNNING'));
}

describe('what the reconciler tells of flows', () => {
  it('is their status and what DescribeFlow adds: one list and one call a flow', async () => {
    const details = { at: noon, status: 'ACTIVE', sending: true, errors: [] };
    w.mediaConnect.details.set(a0, details);
    await run();
    expect(w.mediaConnect.calls.toSorted()).toEqual(
      ['ListFlows', ...flows.map((flowArn) => `DescribeFlow ${flowArn}`)].toSorted(),
    );
    expect(answers()?.flows).toMatchObject({ [a0]: details, [b0]: { status: 'ACTIVE' } });
  });

  it('reaches a channel that is not on air as well', async () => {
    w.mediaLive.channels = [overview(1, 'IDLE')];
    w.mediaConnect.flows.set(b0, 'STANDBY');
    await run();
    expect(answers()).toMatchObject({ channel: { state: 'IDLE' }, flows: { [b0]: { status: 'STANDBY' } } });
  });

  it('is that one is gone only where DescribeFlow says so, whatever the list leaves out', async () => {
    w.mediaConnect.flows.delete(a0);
    w.mediaConnect.details.set(a0, { at: noon, status: 'ACTIVE' });
    w.mediaConnect.flows.delete(b0);
    await run();
    expect(answers()?.flows).toMatchObject({ [a0]: { status: 'ACTIVE' }, [b0]: { status: null } });
  });

  it('is the list’s word where DescribeFlow does not answer', async () => {
    w.mediaConnect.describeFlow = () => Promise.reject(new Error('throttled'));
    w.mediaConnect.flows.delete(b0);
    await run();
    expect(answers()?.flows).toMatchObject({ [a0]: { at: noon, status: 'ACTIVE' } });
    expect(answers()?.flows).not.toHaveProperty([b0]);
    expect(w.meter.counts['ReconcilerUnanswered/DescribeFlow']).toBe(4);
  });

  it('is that MediaConnect does not answer, and takes nothing else away', async () => {
    w.mediaConnect.silent = true;
    await run();
    expect(w.looks.looks[0]).toMatchObject({
      ask: { channel: true, alerts: true },
      answers: { flows: 'unavailable' },
    });
    expect(w.meter.counts['ReconcilerUnanswered/ListFlows']).toBe(1);
  });

  it('is what CloudWatch says, where that is paid for', async () => {
    const flowMetrics = { carrying: () => Promise.resolve(new Map([[b0, false]])) };
    await handlerOf(reconcile, { ...w, flowMetrics })({}, lambdaContext(55_000));
    expect(answers()?.flows).toMatchObject({ [b0]: { status: 'ACTIVE', carries: false } });
    expect(answers()?.flows).not.toHaveProperty([a0, 'carries']);
  });

  it('is what MediaConnect says, where CloudWatch does not answer', async () => {
    const flowMetrics = { carrying: () => Promise.reject(new Error('throttled')) };
    await handlerOf(reconcile, { ...w, flowMetrics })({}, lambdaContext(55_000));
    expect(answers()?.flows).toMatchObject({ [a0]: { status: 'ACTIVE' }, [b0]: { status: 'ACTIVE' } });
    expect(answers()?.flows).not.toHaveProperty([b0, 'carries']);
    expect(w.meter.counts['ReconcilerUnanswered/GetMetricData']).toBe(1);
  });

  it('is nothing where no flow feeds the channel', async () => {
    const input = (attachment: string) => ({ attachment, flows: [] });
    await w.members.put(memberOf(1, { inputs: { A: input('site-A'), B: input('site-B') } }), null);
    await run();
    expect(answers()).not.toHaveProperty('flows');
    expect(w.mediaConnect.calls).toEqual([]);
  });

  it('reaches every channel in every run, those that wait for their turn too', async () => {
    await manage(400);
    await run();
    expect(new Set(w.looks.looks.map(({ channelArn }) => channelArn)).size).toBe(400);
    for (const { answers: told } of w.looks.looks) expect(told.flows).toBeDefined();
  });

  it('is told at once of flows in doubt, however late the look comes', async () => {
    await manage(200);
    const late = w.looks;
    await run();
    const { channelArn = '' } = late.looks.toSorted((one, other) => other.at - one.at)[0] ?? {};
    const id = Number(channelArn.split(':').at(-1));
    w.mediaConnect.flows.set(flowArnOf(`B-${id}-`, 0), 'ERROR');
    late.looks.length = 0;
    await run();
    const own = late.looks.filter((look) => look.channelArn === channelArn);
    expect(own.map(({ ask }) => ask.channel)).toEqual([false, true]);
    expect(own[0]?.at).toBeLessThanOrEqual(w.clock.now());
    expect(own[0]?.answers.flows).toMatchObject({ [flowArnOf(`B-${id}-`, 0)]: { status: 'ERROR' } });
    expect(late.looks).toHaveLength(201);
  });

  it('takes half of the calls of DescribeFlow that an account has, and eight seconds at most', async () => {
    await manage(90);
    await run();
    const describes = w.mediaConnect.calls.filter((call) => call.startsWith('DescribeFlow'));
    expect(describes).toHaveLength(describesPerRun);
    expect(w.clock.now() - noon).toBeLessThanOrEqual(8000);
    expect(w.clock.now() - noon).toBeGreaterThanOrEqual(7900);
  });

  it('is the list’s word where MediaConnect takes so long that looks would be late', async () => {
    await manage(100);
    const describe = w.mediaConnect.describeFlow.bind(w.mediaConnect);
    w.mediaConnect.describeFlow = (flowArn) => {
      w.clock.advance(2000);
      return describe(flowArn);
    };
    expect(await run()).toMatchObject({ looks: 100, unsent: 0 });
    expect(w.clock.now() - noon).toBeLessThanOrEqual(20_000);
    expect(w.mediaConnect.calls.length).toBeLessThan(20);
  });
});
