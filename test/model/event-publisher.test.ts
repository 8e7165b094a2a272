import { beforeEach, describe, expect, it } from '@jest/globals';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import type { Notification } from '../../core/model/effect.ts';
import { eventBridgePublisher } from '../../aws/adapters/event-bridge-publisher.ts';
import { noon } from '../control/support/manual-clock.ts';
import { channelArnOf } from '../control/support/deployment.ts';

describe('the event publisher (EventBridge)', () => {
  const events = mockClient(EventBridgeClient);
  const publisher = eventBridgePublisher(new EventBridgeClient({ region: 'eu-west-1' }), 'bus');
  const detail: Notification = {
    event: 'degraded',
    channelArn: channelArnOf(1),
    failoverGroup: 'news',
    at: noon,
    original: null,
    current: 'A',
    reason: 'one pipeline',
    sites: { A: 'Unhealthy' },
    correlationId: 'x',
  };

  beforeEach(() => {
    events.reset();
  });

  it('puts an event that names its channel, its time and its id', async () => {
    events.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [{ EventId: '1' }] });
    await publisher.publish('event-1#2', 'Failover degraded', detail);
    const [entry] = events.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries ?? [];
    expect(entry).toMatchObject({
      EventBusName: 'bus',
      Source: 'medialive-failover',
      DetailType: 'Failover degraded',
      Time: new Date(noon),
      Resources: [channelArnOf(1)],
    });
    expect(JSON.parse(entry?.Detail ?? '')).toEqual({
      id: 'event-1#2',
      ...detail,
      at: '2026-11-21T12:00:00.000Z',
    });
  });

  it('fails when the bus does not take the event, so that it stays owed', async () => {
    events.on(PutEventsCommand).resolves({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'ThrottlingException', ErrorMessage: 'slow' }],
    });
    await expect(publisher.publish('event-1#2', 'Failover degraded', detail)).rejects.toThrow(
      /did not take "Failover degraded" for bus bus: ThrottlingException slow/,
    );
  });
});
