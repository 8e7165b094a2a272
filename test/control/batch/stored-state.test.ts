import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dynamoChannelStore } from '../../../aws/adapters/dynamo-channel-store.ts';
import { dynamoGroupStore } from '../../../aws/adapters/dynamo-group-store.ts';
import { dynamoLogStore } from '../../../aws/adapters/dynamo-log-store.ts';
import { dynamoMemberStore } from '../../../aws/adapters/dynamo-member-store.ts';
import { handleEvent } from '../../../control/loop/handle-event.ts';
import { definition, memberOf, owner } from '../support/deployment.ts';
import { openLocalTable, type LocalTable } from '../support/local-table.ts';
import { alert, channelArn, dueTimers, onAir } from '../support/rehearsal.ts';
import { world } from '../support/world.ts';

/** The whole loop on the stores that are deployed, as what DynamoDB gives back must compare equal to what it was given. */
let table: LocalTable;

beforeAll(async () => {
  table = await openLocalTable();
});
afterAll(() => table.close());

async function deployed() {
  const base = await world();
  const w = {
    ...base,
    channels: dynamoChannelStore(table, base.clock),
    groups: dynamoGroupStore(table, base.clock),
    log: dynamoLogStore(table, 30),
  };
  await w.groups.define('news', definition, owner);
  await dynamoMemberStore(table).put(memberOf(1), null);
  return w;
}

describe('a failover on the deployed stores', () => {
  it('goes from alerts to the schedule, and an event that changes nothing is not written', async () => {
    const w = await deployed();
    const deadlineAt = Infinity;
    onAir(w, 'site-A');
    await handleEvent(w, channelArn, { type: 'observation', id: 'look' }, { deadlineAt });
    w.clock.advance(60_000);
    for (const pipeline of ['0', '1'] as const) {
      const event = alert(w, pipeline);
      await handleEvent(w, channelArn, event, { deadlineAt });
    }
    w.mediaLive.silent = true;
    w.clock.advance(3500);
    for (const timer of dueTimers(w)) await handleEvent(w, channelArn, timer, { deadlineAt });
    expect([...w.mediaLive.schedule.values()]).toMatchObject([{ attachment: 'site-B' }]);
    const { state } = await w.channels.load(channelArn);
    expect(state?.switch).toMatchObject({ to: 'B', accepted: true });
    const idle = { type: 'timer', id: 'obsolete', timerId: 'obsolete', dueAt: 0 } as const;
    await handleEvent(w, channelArn, idle, { deadlineAt });
    expect((await w.channels.load(channelArn)).state?.version).toBe(state?.version);
  });
});
