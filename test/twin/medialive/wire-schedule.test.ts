// Drives MediaLive with AWS's own client over HTTP: what it raises and returns is what our functions will see.
import { describe, expect, it } from '@jest/globals';
import {
  BatchUpdateScheduleCommand,
  DeleteScheduleCommand,
  DescribeScheduleCommand,
} from '@aws-sdk/client-medialive';
import type { ScheduleAction } from '@aws-sdk/client-medialive';
import { fixedAt, switchTo } from './schedule-action.ts';
import { channelId } from './stage.ts';
import { wireOfEachTest, validationErrorsOf } from './wire.ts';

const wire = wireOfEachTest();

const ChannelId = channelId;

const create = (...ScheduleActions: ScheduleAction[]) =>
  wire.served.client.send(new BatchUpdateScheduleCommand({ ChannelId, Creates: { ScheduleActions } }));

describe('the schedule', () => {
  it('echoes what was created and deleted, and lists it', async () => {
    const first = await create(switchTo('B', 'one', fixedAt(wire.set.clock.now() + 20_000)));
    const swapped = await wire.served.client.send(
      new BatchUpdateScheduleCommand({
        ChannelId,
        Deletes: { ActionNames: ['one'] },
        Creates: { ScheduleActions: [switchTo('A', 'one', fixedAt(wire.set.clock.now() + 30_000))] },
      }),
    );
    const { ScheduleActions } = await wire.served.client.send(new DescribeScheduleCommand({ ChannelId }));
    expect(first).toMatchObject({ Creates: { ScheduleActions: [{ ActionName: 'one' }] } });
    expect(first.Deletes).toBeUndefined();
    expect(swapped.Deletes?.ScheduleActions).toMatchObject([
      switchTo('B', 'one', fixedAt(wire.set.clock.now() + 20_000)),
    ]);
    expect(ScheduleActions).toEqual([switchTo('A', 'one', fixedAt(wire.set.clock.now() + 30_000))]);
  });

  it('lists actions in order of their start, page by page', async () => {
    await create(
      switchTo('B', 'late', fixedAt(wire.set.clock.now() + 60_000)),
      switchTo('A', 'soon', fixedAt(wire.set.clock.now() + 20_000)),
      switchTo('B', 'middle', fixedAt(wire.set.clock.now() + 40_000)),
    );
    const first = await wire.served.client.send(new DescribeScheduleCommand({ ChannelId, MaxResults: 2 }));
    const second = await wire.served.client.send(
      new DescribeScheduleCommand({ ChannelId, MaxResults: 2, NextToken: first.NextToken }),
    );
    expect(first.ScheduleActions?.map(({ ActionName }) => ActionName)).toEqual(['soon', 'middle']);
    expect(second.ScheduleActions?.map(({ ActionName }) => ActionName)).toEqual(['late']);
    expect(second.NextToken).toBeUndefined();
  });

  it('refuses a request with every reason, and changes nothing', async () => {
    await create(switchTo('B', 'taken', fixedAt(wire.set.clock.now() + 20_000)));
    const errors = await validationErrorsOf(
      create(
        switchTo('B', 'good', fixedAt(wire.set.clock.now() + 20_000)),
        switchTo('C', 'taken', fixedAt(wire.set.clock.now() + 10_000)),
      ),
    );
    const { ScheduleActions } = await wire.served.client.send(new DescribeScheduleCommand({ ChannelId }));
    expect(errors).toEqual([
      expect.stringMatching(/^\/creates\/scheduleActions\/1\/actionName: .*'taken' is already/),
      expect.stringMatching(/FixedModeScheduleActionStartSettings\/time: .*less than 15 seconds/i),
      expect.stringMatching(/inputAttachmentNameReference: .*no input attachment 'C'; it has A, B/),
    ]);
    expect(ScheduleActions?.map(({ ActionName }) => ActionName)).toEqual(['taken']);
  });

  it('is emptied by DeleteSchedule', async () => {
    await create(switchTo('B', 'one', fixedAt(wire.set.clock.now() + 20_000)));
    await wire.served.client.send(new DeleteScheduleCommand({ ChannelId }));
    const { ScheduleActions } = await wire.served.client.send(new DescribeScheduleCommand({ ChannelId }));
    expect(ScheduleActions).toEqual([]);
  });

  it.each([
    ['an unknown member', { scheduleActions: [{ actionTitle: 'x' }] }, "'actionTitle' is unknown"],
    ['a missing member', { scheduleActions: [{ actionName: 'x' }] }, "'scheduleActionSettings' is required"],
    ['a wrong type', { scheduleActions: 'x' }, 'Expected a list, got string'],
    [
      'a value that is not in the enumeration',
      {
        scheduleActions: [
          {
            actionName: 'x',
            scheduleActionSettings: {},
            scheduleActionStartSettings: {
              followModeScheduleActionStartSettings: { followPoint: 'MIDDLE', referenceActionName: 'y' },
            },
          },
        ],
      },
      "'MIDDLE' is not allowed; allowed are END, START",
    ],
  ])('refuses %s with 422', async (_, creates, reason) => {
    const response = await fetch(`${wire.served.endpoint}/prod/channels/${channelId}/schedule`, {
      method: 'PUT',
      body: JSON.stringify({ creates }),
    });
    expect(response.status).toBe(422);
    expect(response.headers.get('x-amzn-errortype')).toBe('UnprocessableEntityException');
    expect(await response.text()).toContain(reason);
  });

  it('refuses a body that is not JSON with 400', async () => {
    const response = await fetch(`${wire.served.endpoint}/prod/channels/${channelId}/schedule`, {
      method: 'PUT',
      body: '{',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: 'The body is not JSON.' });
  });
});
