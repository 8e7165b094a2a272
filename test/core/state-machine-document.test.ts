// docs/state-machine.md says what the code does: its tables are read, compared with the source, and executed.
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { moves } from './arbitraries.ts';
import { groups } from './arbitrary-groups.ts';
import { column, document, plain, table, text, union } from './document-tables.ts';
import { seenOn } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { groupOf, site, unwatchedSite } from './support/groups.ts';
import { alert, change, channelState, flow, report, timer, type Happening } from './support/happenings.ts';
import { spoken, statusOf } from './support/readings.ts';
import { failedOver, onAirA } from './support/stories.ts';

describe('the table of rules', () => {
  it('names the steps of the transition in their order', () => {
    const [, after = ''] = text('core/transition.ts').split('const rules: readonly Step[] = [');
    const steps = after
      .slice(0, after.indexOf(']'))
      .split(',')
      .map((step) => step.trim())
      .filter(Boolean);
    expect(column('rules')).toEqual(steps);
  });
});

describe('the tables of decisions', () => {
  it('name every rule, every outcome and every notification', () => {
    expect(column('decisions')).toEqual(union('core/model/decision.ts', 'Rule'));
    expect(column('outcomes')).toEqual(union('core/model/decision.ts', 'Outcome'));
    expect(column('notifications')).toEqual(union('core/model/effect.ts', 'NotificationEvent'));
  });

  it('name the outcomes of every rule: no history gives another one', () => {
    const known = new Set(
      table('decisions').flatMap(([rule, outcomes]) =>
        plain(outcomes)
          .split(' ')
          .map((each) => `${plain(rule)}/${each}`),
      ),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(groups, fc.array(moves, { maxLength: 25 }), (group, history) => {
        const channel = new Channel(group);
        let nowMs = 0;
        for (const { afterMs, happen } of history) {
          nowMs += afterMs;
          for (const pair of spoken(channel.at(nowMs, happen(channel, nowMs)))) seen.add(pair);
        }
      }),
      { seed: 20_261_121, numRuns: 400 },
    );
    expect([...seen].filter((pair) => !known.has(pair))).toEqual([]);
  });
});

/** What leads to each line of the table of health: the status before and after it. */
const healthLines: Readonly<Record<string, () => readonly [string, string]>> = {
  'unknown: bad evidence': () => after(unseen(), (channel) => channel.at(0, flow(false, 'B', '0', 0)), 'B'),
  'unknown: good evidence': () => after(unseen(), (channel) => channel.at(0, flow(true, 'B', '0', 0)), 'B'),
  'unknown: time passes': () => after(unseen(), (channel) => channel.at(7_200_000, timer()), 'B'),
  'healthy: bad evidence': () => after(onAirA(), (channel) => channel.at(0, alert('set', '0', 0))),
  'healthy: time passes': () => after(onAirA(), (channel) => channel.at(7_200_000, timer())),
  'healthy: leaves the air, and a flow would tell of its loss': () => after(onAirA(), leave),
  'healthy: leaves the air, and nothing would tell of its loss': () => after(unwatchedA(), leave),
  'healthy: nothing is heard of the standby for flow.maxAge': () =>
    after(onAirA(groupOf({ flow: aging })), (channel) => channel.at(301_000, timer()), 'B'),
  'suspect: good evidence': () =>
    after(suspectA(), (channel) => channel.at(1_000, alert('cleared', '0', 1_000))),
  'suspect: good evidence, after it has been down': () => {
    const channel = recoveringA();
    channel.at(21_000, alert('set', '0', 21_000, 'relapse'));
    return after(channel, () => channel.at(22_000, alert('cleared', '0', 22_000, 'relapse')));
  },
  'suspect: the confirmation window ends': () => after(suspectA(), (channel) => channel.at(4_000, timer())),
  'suspect: leaves the air': () => after(suspectA(unwatchedA()), leave),
  'suspect: its flow has started, and says nothing for a window': () =>
    after(startedB(), (channel) => channel.at(63_000, timer()), 'B'),
  'down: good evidence': () => after(downA(), (channel) => channel.at(20_000, alert('cleared', '0', 20_000))),
  'down: leaves the air': () => after(downA(), leave),
  'down: its flow says it is connected, as it has said all along': () =>
    after(leftA(), (channel) => channel.at(60_000, flow(true, 'A', '0', 60_000))),
  'down: its flow says that it has connected anew': () =>
    after(leftA(), (channel) =>
      channel.at(60_000, { ...flow(true, 'A', '0', 60_000), previous: false } as Happening),
    ),
  'down: its loss is old news (standbyMemory)': () =>
    after(leftA(), (channel) => channel.at(920_000, timer())),
  'down: its flow has started again': () => {
    const channel = stoppedB();
    return after(channel, () => channel.at(60_000, statusOfB('ACTIVE', 60_000)), 'B');
  },
  'down: the pipeline restarts': () =>
    after(downA(unwatchedA()), (channel) => channel.at(20_000, channelState('STOPPED', 20_000, '0'))),
  'recovering: bad evidence': () =>
    after(recoveringA(), (channel) => channel.at(21_000, alert('set', '0', 21_000, 'relapse'))),
  'recovering: the clear window ends': () => after(recoveringA(), (channel) => channel.at(30_000, timer())),
};

const aging = { confirmMs: 3_000, clearMs: 10_000, countsOnAir: true, maxAgeMs: 900_000 };

function after(channel: Channel, act: (channel: Channel) => unknown, name = 'A'): readonly [string, string] {
  const before = statusOf(channel, name);
  act(channel);
  return [before, statusOf(channel, name)];
}

function unseen(): Channel {
  const channel = new Channel(groupOf());
  channel.at(-600_000, seenOn('A', -600_000));
  return channel;
}

function unwatchedA(): Channel {
  return onAirA(groupOf({}, [unwatchedSite('A'), site('B')]));
}

function suspectA(channel = onAirA()): Channel {
  channel.at(0, alert('set', '0', 0));
  return channel;
}

function downA(channel = onAirA()): Channel {
  suspectA(channel).at(4_000, timer());
  return channel;
}

function recoveringA(): Channel {
  const channel = downA();
  channel.at(20_000, alert('cleared', '0', 20_000));
  return channel;
}

const statusOfB = (name: string, atMs: number) => report({ kind: 'status', status: name }, 'B', '0', atMs);

function stoppedB(): Channel {
  const channel = onAirA();
  channel.at(10_000, statusOfB('STANDBY', 10_000));
  channel.at(20_000, timer());
  return channel;
}

function startedB(): Channel {
  const channel = stoppedB();
  channel.at(60_000, statusOfB('ACTIVE', 60_000));
  return channel;
}

function leftA(): Channel {
  const channel = failedOver();
  return channel;
}

function leave(channel: Channel): void {
  channel.at(20_000, change('0', 'B', 20_000));
}

describe('the table of health', () => {
  const lines = table('health').map(
    ([status, what, becomes]) => [`${plain(status)}: ${plain(what)}`, plain(becomes)] as const,
  );

  it('has a line for each that is executed here', () => {
    expect(lines.map(([line]) => line)).toEqual(Object.keys(healthLines));
  });

  it.each(lines)('%s: becomes %s', (line, becomes) => {
    expect(healthLines[line]?.()).toEqual([line.split(':')[0], becomes]);
  });

  it('has the arrows of the diagram', () => {
    const arrows = [...document.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} ${to}`);
    const changes = lines.map(([line, becomes]) => `${line.split(':')[0] ?? ''} ${becomes}`);
    expect(new Set(changes.filter((pair) => new Set(pair.split(' ')).size > 1))).toEqual(new Set(arrows));
  });
});
