/** What a failover costs in calls to AWS, and how old what it decides from may be. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { alert, channelArn, deliver, dueTimers, loseA, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

/** Two alerts, a timer and two input changes. */
const callsOfFailoverMax = 40;

const ports = [
  'channels',
  'groups',
  'mediaLive',
  'timers',
  'notifier',
  'publisher',
  'log',
] as const satisfies readonly (keyof World)[];

let w: World;
let calls: string[];

/** The same world, with every call to the outside written down. */
function counted(of: World): World {
  const ways = ports.map((name) => [
    name,
    new Proxy(of[name], {
      get: (target, key, receiver) => {
        const member: unknown = Reflect.get(target, key, receiver);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          calls.push(`${name}.${String(key)}`);
          return Reflect.apply(member, target, given) as unknown;
        };
      },
    }),
  ]);
  return { ...of, ...(Object.fromEntries(ways) as Pick<World, (typeof ports)[number]>) };
}

beforeEach(async () => {
  calls = [];
  w = await world();
  await settleOnA(w);
});

/** Site A is lost, B is ordered, and both pipelines come to it. */
async function failOver(on: World): Promise<void> {
  await loseA(on);
  on.clock.advance(3_500);
  for (const timer of dueTimers(on)) await deliver(on, timer);
  on.clock.advance(16_000);
  for (const pipeline of ['0', '1'] as const) {
    await deliver(on, {
      type: 'input-change',
      id: `change-${pipeline}`,
      at: on.clock.now(),
      pipeline,
      attachment: 'site-B',
      actionName: null,
    });
  }
}

describe('a failover, to its verification', () => {
  it(`costs at most ${callsOfFailoverMax} calls to AWS`, async () => {
    await failOver(counted(w));
    expect(w.channels.stateOf(channelArn)).toMatchObject({ switch: null, intended: { group: 'B' } });
    expect(calls.length).toBeLessThanOrEqual(callsOfFailoverMax);
  });

  it('reads the channel and its group once for each message, and not again for what comes of it', async () => {
    await failOver(counted(w));
    const reads = calls.filter((call) => call === 'channels.load');
    expect(reads).toHaveLength(5);
  });
});

describe('what has come of a decision', () => {
  it('is decided from the state that the same worker has saved, unless somebody else has saved since', async () => {
    const own = counted(w);
    const save = w.log.appendDecision.bind(w.log);
    let others = 0;
    w.log.appendDecision = async (...given) => {
      // While the effects of one worker are carried out, another decides on the other pipeline.
      if (others++ === 0) await deliver(w, alert(w, '1'));
      return save(...given);
    };
    await deliver(own, alert(w, '0'));
    expect(calls.filter((call) => call === 'channels.load').length).toBeGreaterThan(1);
    expect(Object.keys(w.channels.stateOf(channelArn).health['A']?.['1'].alarms ?? {})).toEqual(['alarm-1']);
    expect(w.channels.stateOf(channelArn).outbox).toEqual({});
  });

  it('is decided from what is read anew where it has taken more than a second', async () => {
    const start = w.timers.start.bind(w.timers);
    w.timers.start = async (...given) => {
      w.clock.advance(1_001);
      return start(...given);
    };
    await deliver(counted(w), alert(w, '0'));
    expect(calls.filter((call) => call === 'groups.load')).toHaveLength(2);
  });
});
