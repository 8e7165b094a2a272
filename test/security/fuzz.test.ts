/**
 * Goal: messages and requests that nobody in good faith would send throw nothing, order nothing, and leave a channel that still
 * fails over and takes orders. A few hundred of what `npm run fuzz` sends, and mistakes that it has to find.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { run, type Campaign } from '../../fuzz/campaign.ts';
import { campaigns } from '../../fuzz/campaigns.ts';
import { campaignNames } from '../../fuzz/command-line.ts';
import { fuzzMessages } from '../../fuzz/messages/fuzz-messages.ts';
import type { Plant } from '../../fuzz/plane/plane.ts';
import { render } from '../../fuzz/report.ts';
import { fuzzRequests } from '../../fuzz/requests/fuzz-requests.ts';
import { coreDecider } from '../../control/loop/deps.ts';

const seed = 20_261_121;

describe('what nobody in good faith would send', () => {
  it.each(campaignNames)(
    'does no harm: %s',
    async (name) => {
      const outcome = await campaigns[name]({ seed, count: 300 });
      expect(outcome.finding).toBeNull();
      expect(outcome.tried).toBeGreaterThanOrEqual(300);
      expect(render(name, outcome, 3.4)).toMatch(/^\d+ .* in \d+ cases, 3 s: nothing was found\.$/);
    },
    120_000,
  );
});

/** Around the product, without touching it. */
const throwsAtUnknownAlert: Plant = (services) => ({
  ...services,
  decider: {
    ...coreDecider,
    inquiryFor: (state, event, group) => {
      if (event.type === 'alert' && !(event.alertType in group.policy.alerts)) throw new TypeError('no such');
      return coreDecider.inquiryFor(state, event, group);
    },
  },
});

const asksNobody: Plant = (services) => ({
  ...services,
  decider: { ...coreDecider, inquiryFor: () => ({ channel: false, alerts: false }) },
});

const holdsForGood: Plant = (services) => ({
  ...services,
  decider: {
    ...coreDecider,
    transition: (state, event, group) => {
      const next = coreDecider.transition(state, event, group);
      if (event.type !== 'channel-state' || event.state === 'RUNNING') return next;
      const hold = { kind: 'operator', by: 'x', reason: 'it stops', at: event.now, until: null } as const;
      return { ...next, state: { ...next.state, hold } };
    },
  },
});

const datesBeyondTheCalendar: Plant = (services) => ({
  ...services,
  decider: {
    ...coreDecider,
    transition: (state, event, group) => {
      const next = coreDecider.transition(state, event, group);
      return event.type === 'alert' ? { ...next, state: { ...next.state, toldAt: 8.64e15 } } : next;
    },
  },
});

const knowsNoCursor: Plant = (services) => ({
  ...services,
  log: {
    ...services.log,
    changes: (group, page) => {
      if (page.cursor !== undefined) throw new RangeError(page.cursor);
      return services.log.changes(group, page);
    },
  },
});

describe('a mistake', () => {
  const find = async <Case>(campaign: Campaign<Case>) => {
    const { finding } = await run(campaign, { seed, count: 3000, shrinkForMs: 500 });
    return finding;
  };

  it.each([
    [
      'a function throws at an alert that it does not expect',
      throwsAtUnknownAlert,
      /an error was logged|come again for ever/,
    ],
    [
      'nobody asks MediaLive before a failover',
      asksNobody,
      /knew that all was well, and was ordered to switch/,
    ],
    ['an event holds a channel for good', holdsForGood, /led to no failover within its windows/],
    ['what is stored cannot be read back', datesBeyondTheCalendar, /cannot be read back: state\.toldAt/],
  ])(
    'with messages is found: %s',
    async (_name, plant, objection) => {
      const finding = await find(fuzzMessages(plant));
      expect(finding?.objections.join('\n')).toMatch(objection);
    },
    120_000,
  );

  it('with requests is found: an answer that something went wrong inside', async () => {
    const finding = await find(fuzzRequests(knowsNoCursor));
    expect(finding?.objections.join('\n')).toMatch(/an error was logged: An order failed/);
  }, 120_000);

  it('is told with the smallest case that was found, and how to see it again', async () => {
    const campaign: Campaign<number> = {
      what: 'numbers',
      cases: fc.nat({ max: 1000 }),
      sizeOf: () => 1,
      check: (given) => Promise.resolve(given >= 10 ? [`${given} is too large`] : []),
    };
    const outcome = await run(campaign, { seed: 1, count: 100 });
    expect(outcome.finding).toMatchObject({ counterexample: 10, objections: ['10 is too large'] });
    const { seed: found = 0, path = '' } = outcome.finding ?? {};
    expect(render('work', outcome, 1).split('\n').slice(1)).toEqual([
      '  10 is too large',
      'The smallest case that shows it:',
      '10',
      `Again, and smaller where it can be: npm run fuzz -- --seed ${found} --work 1 --messages 0 --requests 0 --path ${path}`,
    ]);
    expect(await run(campaign, { seed: found, count: 1, path })).toMatchObject({
      finding: { counterexample: 10 },
    });
  });
});
