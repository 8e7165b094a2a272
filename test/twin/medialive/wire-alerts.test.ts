// Drives MediaLive with AWS's own client over HTTP: what it raises and returns is what our functions will see.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { BadRequestException, ListAlertsCommand } from '@aws-sdk/client-medialive';
import { channelId } from './stage.ts';
import { failureOf, wireOfEachTest } from './wire.ts';

const wire = wireOfEachTest();

const ChannelId = channelId;

describe('alerts', () => {
  beforeEach(async () => {
    await wire.set.running();
    wire.set.feed('A', 0).off();
    wire.set.feed('A', 1).off();
    wire.set.clock.advance(1000);
    wire.set.feed('A', 1).on();
  });

  it.each([
    ['SET', ['SET']],
    ['CLEARED', ['CLEARED']],
    ['ALL', ['SET', 'CLEARED']],
    [undefined, ['SET', 'CLEARED']],
  ])('are listed by state: %s', async (StateFilter, states) => {
    const { Alerts } = await wire.served.client.send(new ListAlertsCommand({ ChannelId, StateFilter }));
    expect(Alerts?.map(({ State }) => State).toSorted()).toEqual(states.toSorted());
  });

  it('carry the id, the times, the pipeline and the message', async () => {
    const { Alerts } = await wire.served.client.send(
      new ListAlertsCommand({ ChannelId, StateFilter: 'CLEARED' }),
    );
    const [event] = wire.set
      .details('MediaLive Channel Alert')
      .filter(({ alarm_state }) => alarm_state === 'CLEARED');
    expect(Alerts).toEqual([
      {
        AlertType: 'Stopped Receiving UDP Input',
        Id: event?.['alarm_id'],
        Message: 'Stopped receiving network data on [A]',
        PipelineId: '1',
        State: 'CLEARED',
        SetTimestamp: expect.any(Date),
        ClearedTimestamp: new Date(wire.set.clock.now()),
      },
    ]);
  });

  it('are listed page by page', async () => {
    const first = await wire.served.client.send(new ListAlertsCommand({ ChannelId, MaxResults: 1 }));
    const second = await wire.served.client.send(
      new ListAlertsCommand({ ChannelId, MaxResults: 1, NextToken: first.NextToken }),
    );
    expect([first.Alerts?.length, second.Alerts?.length]).toEqual([1, 1]);
    expect(first.Alerts?.[0]?.Id).not.toBe(second.Alerts?.[0]?.Id);
    expect(second.NextToken).toBeUndefined();
  });

  it.each([
    ['a filter that does not exist', { StateFilter: 'BROKEN' }],
    ['a page of no items', { MaxResults: 0 }],
    ['a token it never gave', { NextToken: 'guess' }],
  ])('refuse %s with 400', async (_, input) => {
    const failure = await failureOf(wire.served.client.send(new ListAlertsCommand({ ChannelId, ...input })));
    expect(failure).toBeInstanceOf(BadRequestException);
  });

  it('refuse a page size that is no number with 400', async () => {
    const response = await fetch(`${wire.served.endpoint}/prod/channels/${channelId}/alerts?maxResults=many`);
    expect(response.status).toBe(400);
  });
});
