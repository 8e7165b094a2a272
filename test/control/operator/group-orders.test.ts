/** Goal: orders for a whole group are carried out, recorded, and looked at by every channel at once. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { OperatorRequest } from '../../../control/operator/protocol.ts';
import { type GroupOrderResponse } from '../../../control/operator/responses.ts';
import { askOperator, codeFrom } from './ask.ts';
import { memberOf } from '../support/deployment.ts';
import { channelArn, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

const ask = (request: OperatorRequest) => askOperator(w, request);
const codeOf = (request: OperatorRequest) => codeFrom(w, request);

async function groupOrder(request: OperatorRequest): Promise<GroupOrderResponse> {
  const response = await ask(request);
  if (!response.ok || !('changes' in response)) throw new Error(JSON.stringify(response));
  return response;
}

describe('a hold on a group', () => {
  it('is placed, logged, and has every channel look again at once', async () => {
    await w.members.put(memberOf(2, { group: 'sport' }), null);
    const response = await groupOrder({ command: 'hold', group: 'news', reason: 'rehearsal', by: 'ann' });
    expect(response).toMatchObject({ scope: 'group', group: 'news', channels: [channelArn] });
    expect(response.changes).toMatchObject([
      { by: 'ann', what: 'hold', from: null, to: expect.stringMatching(/^by ann at .*: rehearsal$/) },
    ]);
    expect((await w.groups.load('news'))?.operator.hold).toMatchObject({ by: 'ann', until: null });
    expect(w.observations.sent).toEqual([channelArn]);
    const { changes } = await groupOrder({ command: 'release', group: 'news' });
    expect(changes).toMatchObject([{ what: 'hold', to: null }]);
  });
});

describe('disabling a site', () => {
  it('keeps it from being chosen until it is enabled again, with an entry each in the change log', async () => {
    await groupOrder({ command: 'disable', group: 'news', site: 'B', reason: 'works', by: 'ann' });
    expect((await w.groups.load('news'))?.operator.unavailable).toEqual(['B']);
    w.clock.advance(60_000);
    await groupOrder({ command: 'enable', group: 'news', site: 'B' });
    expect((await w.groups.load('news'))?.operator.unavailable).toEqual([]);
    const history = await ask({ command: 'history', group: 'news' });
    expect(history).toMatchObject({
      entries: [{ to: 'enabled' }, { from: 'enabled', to: 'disabled', by: 'ann' }],
    });
  });

  it('that is disabled already changes nothing', async () => {
    await groupOrder({ command: 'disable', group: 'news', site: 'B' });
    w.observations.sent.length = 0;
    const { changes } = await groupOrder({ command: 'disable', group: 'news', site: 'B' });
    expect(changes).toEqual([]);
    expect(w.observations.sent).toEqual([]);
  });

  it('says with dryRun what would change, and changes nothing', async () => {
    const { changes } = await groupOrder({
      command: 'disable',
      group: 'news',
      site: 'B',
      dryRun: true,
    });
    expect(changes).toMatchObject([{ what: 'site B', from: 'enabled', to: 'disabled' }]);
    expect((await w.groups.load('news'))?.operator.unavailable).toEqual([]);
    expect(await ask({ command: 'history', group: 'news' })).toMatchObject({ entries: [] });
  });

  it('is done on top of what someone else changed meanwhile', async () => {
    const override = w.groups.override.bind(w.groups);
    let times = 0;
    w.groups.override = async (name, operator, version) => {
      if (times++ === 0) await override(name, { unavailable: ['A'], hold: null }, version);
      return override(name, operator, version);
    };
    await groupOrder({ command: 'disable', group: 'news', site: 'B' });
    expect((await w.groups.load('news'))?.operator.unavailable).toEqual(['A', 'B']);
  });

  it('gives up when others do not stop', async () => {
    w.groups.override = () => Promise.resolve('conflict');
    expect(await codeOf({ command: 'disable', group: 'news', site: 'B' })).toBe('CONFLICT');
  });

  it.each([
    ['UNKNOWN_GROUP', 'sport', 'B'],
    ['UNKNOWN_GROUP', '../etc', 'B'],
    ['UNKNOWN_INPUT_GROUP', 'news', 'C'],
  ])('fails with %s for %s/%s', async (code, group, site) => {
    expect(await codeOf({ command: 'disable', group, site })).toBe(code);
  });
});
