import { beforeEach, describe, expect, it } from '@jest/globals';
import { channelArn, deliver, dueTimers, loseA, pass, scheduled, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;
const state = () => w.channels.stateOf(channelArn);

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

describe('a failover', () => {
  it('is scheduled once the loss is confirmed, with one question and one call', async () => {
    await loseA(w);
    await pass(w, 3500);
    expect(w.mediaLive.calls).toEqual([`ListAlerts ${channelArn}`, `BatchUpdateSchedule ${channelArn}`]);
    const [order] = w.mediaLive.schedule.values();
    expect(order).toMatchObject({ attachment: 'site-B', start: { type: 'at', at: w.clock.now() + 15_500 } });
    expect(state().switch).toMatchObject({ kind: 'failover', to: 'B', accepted: true });
    expect(state().outbox).toEqual({});
  });

  it('tells people and systems, and leaves an entry in the log', async () => {
    await loseA(w);
    await pass(w, 3500);
    expect(w.notifier.notified.map(({ notification }) => notification.event)).toContain('switch-started');
    expect(w.publisher.published.map(({ detail }) => detail.event)).toContain('switch-started');
    const { entries } = await w.log.decisions(channelArn, { limit: 50 });
    expect(entries.map(({ decision }) => decision.outcome)).toContain('switch');
  });

  it('is counted, and timed from the moment the loss was confirmed', async () => {
    await loseA(w);
    await pass(w, 3500);
    expect(w.meter.counts['Switches/failover']).toBe(1);
    expect(w.meter.durations).toHaveLength(1);
    expect(w.meter.durations[0]).toBeLessThanOrEqual(500);
  });

  it('does not wait for MediaLive to answer questions', async () => {
    await loseA(w);
    w.mediaLive.silent = true;
    await pass(w, 3500);
    expect(scheduled(w)).toEqual(['site-B']);
    expect(w.logger.lines).toContainEqual(expect.objectContaining({ message: 'MediaLive did not answer' }));
  });

  it('does not happen when MediaLive knows of no alert any more', async () => {
    await loseA(w);
    w.mediaLive.alerts.length = 0;
    await pass(w, 3500);
    expect(scheduled(w)).toEqual([]);
  });

  it('does not happen under a hold on the group that is placed while MediaLive takes long to answer', async () => {
    await loseA(w);
    const activeAlerts = w.mediaLive.activeAlerts.bind(w.mediaLive);
    w.mediaLive.activeAlerts = async (arn) => {
      w.clock.advance(900);
      const hold = { by: 'ann', reason: 'rehearsal', at: w.clock.now(), until: null };
      await w.groups.override('news', { unavailable: [], hold }, 1);
      return activeAlerts(arn);
    };
    await pass(w, 3500);
    expect(scheduled(w)).toEqual([]);
    expect(state().switch).toBeNull();
  });

  it('does not happen under a hold on the group, which acts at once', async () => {
    await loseA(w);
    const hold = { by: 'ann', reason: 'rehearsal', at: w.clock.now(), until: null };
    await w.groups.override('news', { unavailable: [], hold }, 1);
    await pass(w, 3500);
    expect(scheduled(w)).toEqual([]);
    expect(w.meter.counts['FailoversPrevented/hold']).toBeGreaterThan(0);
  });

  it('is ordered once when the timers of both pipelines are worked on at the same time', async () => {
    await loseA(w);
    w.clock.advance(3500);
    await Promise.all(dueTimers(w).map((timer) => deliver(w, timer)));
    expect(scheduled(w)).toEqual(['site-B']);
    expect(w.mediaLive.calls.filter((call) => call.startsWith('BatchUpdateSchedule'))).toHaveLength(1);
    expect(state().outbox).toEqual({});
  });
});

describe('an event that changes nothing', () => {
  it('is not written', async () => {
    await deliver(w, { type: 'observation', id: 'look-1' });
    const { saves } = w.channels;
    await deliver(w, { type: 'observation', id: 'look-2' });
    expect(w.channels.saves).toBe(saves);
  });

  it('of a channel that is not managed leads to nothing', async () => {
    w.table.members.clear();
    expect(await deliver(w, { type: 'observation', id: 'look' })).toBeNull();
  });
});
