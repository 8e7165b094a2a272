// What became of the effects that were owed: done, refused, expired, postponed.
import { describe, expect, it } from '@jest/globals';
import { snapshot } from './support/answers.ts';
import type { Channel } from './support/channel.ts';
import { groupOf } from './support/groups.ts';
import { alert, noon, outcome, timer } from './support/happenings.ts';
import { cancelPlan, switchTo } from './support/orders.ts';
import { spoken, switchesOf, timerOf, told } from './support/readings.ts';
import { lose, lostA, onAirA } from './support/stories.ts';

const owedId = (channel: Channel) => channel.owedSwitch?.id ?? '';

describe('done', () => {
  it('strikes the effect off', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    const [first] = Object.keys(channel.state.outbox);
    channel.at(1_100, outcome({ effectId: first ?? '', result: 'done' }));
    expect(channel.state.outbox[first ?? '']).toBeUndefined();
  });

  it('of an effect that was struck off before changes nothing', () => {
    const channel = onAirA();
    const before = channel.state;
    expect(spoken(channel.at(1_100, outcome({ effectId: 'gone', result: 'done' })))).toEqual(['outbox/none']);
    expect(channel.state).toEqual(before);
  });
});

describe('scheduled', () => {
  it('is taken in with the start MediaLive gave it, and arms the verification', () => {
    const channel = lostA();
    expect(timerOf(channel, 'verify')).toBeUndefined();
    channel.schedule(4_100, 19_700);
    expect(channel.state.switch).toMatchObject({ accepted: true, startAt: noon + 19_700 });
    expect(timerOf(channel, 'verify')).toBe(29_700);
    expect(channel.owedSwitch).toBeUndefined();
  });
});

describe('refused', () => {
  it('a switch is tried once more at once, then left to the operator', () => {
    const channel = lostA();
    const first = channel.at(4_100, outcome({ effectId: owedId(channel), result: 'refused', message: 'no' }));
    expect(told(first)).toEqual(['switch-failed', 'switch-started']);
    const second = channel.at(
      4_200,
      outcome({ effectId: owedId(channel), result: 'refused', message: 'no' }),
    );
    expect(spoken(second)).toEqual(['verification/prevented', 'hold/prevented']);
    expect(channel.state.hold?.reason).toContain(
      'MediaLive refused failover-1-B-20261121T120004Z-retry1: no',
    );
    expect(switchesOf(channel)).toHaveLength(2);
  });

  it('a plan is dropped, and people are told', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + 3_600_000 }));
    const refused = channel.at(100, outcome({ effectId: owedId(channel), result: 'refused', message: 'no' }));
    expect(spoken(refused)).toEqual(['command/refused']);
    expect(told(refused)).toEqual(['switch-failed']);
    expect(channel.state.planned).toBeNull();
  });

  it('in a channel that has stopped it is not tried again', () => {
    const channel = lostA();
    const refused = outcome({ effectId: owedId(channel), result: 'refused', message: 'no' });
    const idle = { at: noon + 4_100, state: 'IDLE', pipelines: {} };
    expect(told(channel.at(4_100, { ...refused, answers: { channel: idle } }))).toEqual(['channel-stopped']);
    expect(channel.state.switch).toBeNull();
    expect(channel.owedSwitch).toBeUndefined();
  });

  it('with the target on air it is done, also when others did it', () => {
    const channel = lostA();
    const refused = outcome({ effectId: owedId(channel), result: 'refused', message: 'no' });
    const seen = snapshot(4_100, { '0': 'B', '1': 'B' });
    const done = channel.at(4_100, { ...refused, answers: { channel: seen } });
    expect(told(done)).toEqual(['switch-completed', 'standby-lost']);
  });
});

describe('expired', () => {
  it('a failover that is still called for is decided anew, and the budget is not charged for what never was', () => {
    const channel = lostA(groupOf({ budget: { switches: 1, withinMs: 3_600_000 } }));
    for (let outage = 1; outage <= 4; outage += 1) {
      const expired = channel.at(outage * 300_000, outcome({ effectId: owedId(channel), result: 'expired' }));
      expect(told(expired)).toEqual(['switch-failed', 'switch-started', 'budget-spent']);
    }
    expect(channel.state.switch?.generation).toBe(5);
    expect(channel.state.recentSwitches).toHaveLength(1);
  });

  it('a manual switch is given up, and people are told', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B'));
    const expired = channel.at(300_000, outcome({ effectId: owedId(channel), result: 'expired' }));
    expect(told(expired)).toEqual(['switch-failed']);
    expect(channel.state.switch).toBeNull();
  });

  it('a plan is given up, and the switch in flight is not', () => {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + 3_600_000 }));
    const planId = owedId(channel);
    lose(channel, 1_000);
    channel.at(300_000, outcome({ effectId: planId, result: 'expired' }));
    expect(channel.state.planned).toBeNull();
    expect(channel.state.switch?.kind).toBe('failover');
  });
});

describe('postponed', () => {
  it('a message to people stays owed as well', () => {
    const channel = lostA();
    const owed = Object.values(channel.state.outbox).find(({ type }) => type === 'notify');
    channel.at(4_100, outcome({ effectId: owed?.id ?? '', result: 'postponed', message: 'KMS' }));
    expect(channel.state.outbox[owed?.id ?? '']).toEqual({ ...owed, postponed: true });
    expect(timerOf(channel, 'resume')).toBe(9_100);
  });

  it('stays owed, and is tried again in 5 s', () => {
    const channel = lostA();
    const effectId = owedId(channel);
    const step = channel.at(4_100, outcome({ effectId, result: 'postponed', message: '429' }));
    expect(spoken(step)).toEqual(['outbox/none', 'in-flight/none']);
    expect(owedId(channel)).toBe(effectId);
    expect(timerOf(channel, 'resume')).toBe(9_100);
    channel.at(5_000, timer());
    expect(timerOf(channel, 'resume')).toBe(9_100);
  });

  it('leaves no timer once nothing is owed', () => {
    const channel = lostA();
    channel.at(4_100, outcome({ effectId: owedId(channel), result: 'postponed', message: '429' }));
    const all = Object.keys(channel.state.outbox).map((effectId) => ({ effectId, result: 'done' }) as const);
    channel.at(4_200, outcome(...all.filter(({ effectId }) => effectId !== owedId(channel))));
    channel.schedule(4_300, 19_800);
    channel.at(
      4_400,
      outcome(
        ...Object.keys(channel.state.outbox).map((effectId) => ({ effectId, result: 'done' }) as const),
      ),
    );
    expect(timerOf(channel, 'resume')).toBeUndefined();
    expect(channel.state.postponedSince).toBeNull();
  });
});

describe('of a cancellation', () => {
  function cancelling() {
    const channel = onAirA();
    channel.at(0, switchTo('B', { at: noon + 3_600_000 }));
    channel.schedule(100, 3_600_000);
    channel.at(1_000, cancelPlan);
    const effect = Object.values(channel.state.outbox).find(({ type }) => type === 'cancel-switch');
    return { channel, effectId: effect?.id ?? '' };
  }

  it('done, the plan is gone', () => {
    const { channel, effectId } = cancelling();
    expect(channel.state.planned).not.toBeNull();
    const done = channel.at(1_100, outcome({ effectId, result: 'done' }));
    expect(spoken(done)).toEqual(['plan/noted']);
    expect(told(done)).toEqual(['plan-cancelled']);
    expect(channel.state.planned).toBeNull();
  });

  it('refused, the plan stands', () => {
    const { channel, effectId } = cancelling();
    const refused = channel.at(1_100, outcome({ effectId, result: 'refused', message: 'too late' }));
    expect(spoken(refused)).toEqual(['plan/refused']);
    expect(told(refused)).toEqual(['plan-warning']);
    expect(channel.state.planned).toMatchObject({ accepted: true });
    expect(channel.state.planned?.withdrawal).toBeUndefined();
  });

  it('done for a plan that has been replaced leaves the new one', () => {
    const { channel, effectId } = cancelling();
    channel.at(1_100, outcome({ effectId, result: 'done' }));
    channel.at(2_000, switchTo('B', { at: noon + 7_200_000 }));
    const again = {
      ...channel.state,
      outbox: {
        ...channel.state.outbox,
        late: { type: 'cancel-switch', id: 'late', actionName: 'gone' } as const,
      },
    };
    channel.state = again;
    channel.at(2_100, outcome({ effectId: 'late', result: 'done' }));
    expect(channel.state.planned?.startAt).toBe(noon + 7_200_000);
  });
});

it('the outcome of a schedule action whose switch is over changes nothing', () => {
  const channel = lostA();
  const owed = channel.owedSwitch;
  channel.arrive(10_000, 'B');
  channel.state = { ...channel.state, outbox: owed ? { [owed.id]: owed } : {} };
  expect(
    spoken(channel.at(11_000, outcome({ effectId: owed?.id ?? '', result: 'scheduled', startAt: noon }))),
  ).toEqual(['outbox/none']);
  expect(channel.state.switch).toBeNull();
});
