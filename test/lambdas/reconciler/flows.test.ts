import { beforeEach, describe, expect, it } from '@jest/globals';
import { describesPerRun, flowsToDescribe } from '../../../lambdas/reconciler/flow-quota.ts';
import { makeHandler } from '../../../lambdas/reconciler/make-handler.ts';
import { withinMessage } from '../../../lambdas/reconciler/message-size.ts';
import { noon } from '../fakes/manual-clock.ts';
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
const run = () => makeHandler(w)({}, lambdaContext(55_000));
const answers = (index = 0) => w.observations.sent[index]?.answers;

beforeEach(async () => {
  w = await world();
  for (const flowArn of flows) w.mediaConnect.flows.set(flowArn, 'ACTIVE');
  w.mediaLive.channels = [overview(1, 'RUNNING')];
});

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
    expect(answers()).toEqual({ channel: w.mediaLive.snapshot, alerts: [], flows: 'unavailable' });
    expect(w.meter.counts['ReconcilerUnanswered/ListFlows']).toBe(1);
  });

  it('is what CloudWatch says, where that is paid for', async () => {
    const flowMetrics = { carrying: () => Promise.resolve(new Map([[b0, false]])) };
    await makeHandler({ ...w, flowMetrics })({}, lambdaContext(55_000));
    expect(answers()?.flows).toMatchObject({ [b0]: { status: 'ACTIVE', carries: false } });
    expect(answers()?.flows).not.toHaveProperty([a0, 'carries']);
  });

  it('is what MediaConnect says, where CloudWatch does not answer', async () => {
    const flowMetrics = { carrying: () => Promise.reject(new Error('throttled')) };
    await makeHandler({ ...w, flowMetrics })({}, lambdaContext(55_000));
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

  it('reaches every channel in every run, those that wait for their turn too, in its minute', async () => {
    const own = (id: number) => {
      const input = (site: string) => ({
        attachment: `site-${site}`,
        flows: ([0, 1] as const).map((pipeline) => ({
          arn: flowArnOf(`${site}-${id}-`, pipeline),
          sources: 1,
        })),
      });
      return memberOf(id, { inputs: { A: input('A'), B: input('B') } });
    };
    for (let id = 1; id <= 400; id += 1) await w.members.put(own(id), null);
    w.mediaLive.channels = Array.from({ length: 400 }, (_, index) => overview(index + 1, 'RUNNING'));
    for (let id = 1; id <= 400; id += 1) w.mediaConnect.flows.set(flowArnOf(`A-${id}-`, 0), 'ERROR');
    expect(await run()).toMatchObject({ observed: 120, deferred: 280 });
    expect(new Set(w.observations.sent.map(({ channelArn }) => channelArn)).size).toBe(400);
    for (const { answers: told } of w.observations.sent) expect(told?.flows).toBeDefined();
    expect(w.mediaConnect.calls.length).toBeLessThanOrEqual(1 + describesPerRun);
    expect(w.clock.now() - noon).toBeLessThanOrEqual(48_000);
  });
});

describe('the flows that are described in a run', () => {
  const members = Array.from({ length: 60 }, (_, id) => ['a', 'b', 'c', 'd'].map((name) => `${name}-${id}`));

  it('are all, each once, while there are no more than the bound', () => {
    const shared = Array.from({ length: 60 }, () => ['x', 'y']);
    expect(flowsToDescribe(shared, () => false, noon).flat()).toEqual(['x', 'y']);
    const few = members.slice(0, 30);
    expect(flowsToDescribe(few, () => false, noon)).toEqual(few);
  });

  it('are no more than the bound, those in doubt first', () => {
    const chosen = flowsToDescribe(members, (flowArn) => flowArn.startsWith('d'), noon);
    expect(chosen.flat()).toHaveLength(describesPerRun);
    for (const [id, flows] of chosen.entries()) expect(flows).toContain(`d-${id}`);
  });

  it('are all within a few minutes', () => {
    const minutes = [0, 1, 2, 3].map((minute) =>
      flowsToDescribe(members, () => false, noon + minute * 60_000),
    );
    expect(new Set(minutes.flat(2)).size).toBe(240);
  });
});

describe('an observation', () => {
  const alerts = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      alarmId: `${index}`.padStart(40, '0'),
      alertType: 'Stopped Receiving UDP Input',
      pipeline: '0' as const,
      setAt: noon,
      message: 'x'.repeat(500),
    }));

  it('loses the texts of a storm of alerts before it is too long for a message', () => {
    const fitted = withinMessage({ alerts: alerts(300) });
    expect(JSON.stringify(fitted).length).toBeLessThan(64 * 1024);
    expect(fitted.alerts).toHaveLength(300);
    expect(withinMessage({ alerts: alerts(3) }).alerts).toEqual(alerts(3));
  });

  it('says that there was no answer rather than leave alerts out', () => {
    expect(withinMessage({ alerts: alerts(1000) }).alerts).toBe('unavailable');
  });
});
