// Drives MediaLive with AWS's own client over HTTP: what it raises and returns is what our functions will see.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  BadRequestException,
  BatchUpdateScheduleCommand,
  ConflictException,
  CreateTagsCommand,
  DeleteScheduleCommand,
  DeleteTagsCommand,
  DescribeChannelCommand,
  DescribeInputCommand,
  DescribeScheduleCommand,
  InternalServerErrorException,
  ListAlertsCommand,
  ListChannelsCommand,
  ListInputsCommand,
  ListMultiplexesCommand,
  ListTagsForResourceCommand,
  NotFoundException,
  StartChannelCommand,
  StopChannelCommand,
  TooManyRequestsException,
  UnprocessableEntityException,
  paginateListChannels,
} from '@aws-sdk/client-medialive';
import type { ScheduleAction } from '@aws-sdk/client-medialive';
import { serve } from './media-live-client.ts';
import type { Served } from './media-live-client.ts';
import { channelArn, channelId, channelSpec, stage } from './stage.ts';
import type { Stage, StageOptions } from './stage.ts';

const ChannelId = channelId;

let set: Stage;
let served: Served;

async function open(options: StageOptions = {}): Promise<void> {
  set = stage(options);
  served = await serve(set.mediaLive.service);
}

async function reopen(options: StageOptions): Promise<void> {
  await served.close();
  await open(options);
}

beforeEach(() => open());

afterEach(async () => {
  await set.mediaLive.close();
  await served.close();
});

function switchTo(site: string, ActionName: string, aheadMs?: number): ScheduleAction {
  return {
    ActionName,
    ScheduleActionSettings: { InputSwitchSettings: { InputAttachmentNameReference: site } },
    ScheduleActionStartSettings:
      aheadMs === undefined
        ? { ImmediateModeScheduleActionStartSettings: {} }
        : {
            FixedModeScheduleActionStartSettings: {
              Time: new Date(set.clock.now() + aheadMs).toISOString(),
            },
          },
  };
}

const create = (...ScheduleActions: ScheduleAction[]) =>
  served.client.send(new BatchUpdateScheduleCommand({ ChannelId, Creates: { ScheduleActions } }));

/** The error a call fails with; fails the test when it does not. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (failure) {
    return failure;
  }
  throw new Error('the call succeeded');
}

async function validationErrorsOf(call: Promise<unknown>): Promise<readonly string[]> {
  const failure = await failureOf(call);
  if (!(failure instanceof UnprocessableEntityException)) throw failure;
  return (failure.ValidationErrors ?? []).map(
    ({ ElementPath, ErrorMessage }) => `${ElementPath ?? ''}: ${ErrorMessage ?? ''}`,
  );
}

describe('channels', () => {
  it('gives the pipelines of a running channel, each with its input and the action behind it', async () => {
    await set.running();
    await create(switchTo('B', 'go-b'));
    set.clock.advance(10_000);
    const channel = await served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(channel).toMatchObject({
      Arn: channelArn,
      State: 'RUNNING',
      ChannelClass: 'STANDARD',
      PipelinesRunningCount: 2,
      InputAttachments: [
        { InputAttachmentName: 'A', InputId: 'input-A' },
        { InputAttachmentName: 'B', InputId: 'input-B' },
      ],
      PipelineDetails: [
        { PipelineId: '0', ActiveInputAttachmentName: 'B', ActiveInputSwitchActionName: 'go-b' },
        { PipelineId: '1', ActiveInputAttachmentName: 'B', ActiveInputSwitchActionName: 'go-b' },
      ],
      Tags: { team: 'playout' },
    });
  });

  it('gives no pipelines of an idle channel', async () => {
    const channel = await served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(channel).toMatchObject({ State: 'IDLE', PipelinesRunningCount: 0, PipelineDetails: [] });
  });

  it('gives back the settings that the channel was made with', async () => {
    await reopen({
      channel: { settings: { EncoderSettings: { TimecodeConfig: { Source: 'EMBEDDED' } } } },
    });
    const { EncoderSettings } = await served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(EncoderSettings).toEqual({ TimecodeConfig: { Source: 'EMBEDDED' } });
  });

  it('lists channels without their pipelines', async () => {
    await set.running();
    const { Channels } = await served.client.send(new ListChannelsCommand({}));
    expect(Channels).toHaveLength(1);
    expect(Channels?.[0]).toMatchObject({ Id: channelId, State: 'RUNNING', Tags: { team: 'playout' } });
    expect(Channels?.[0]).not.toHaveProperty('PipelineDetails');
  });

  it('lists channels page by page', async () => {
    const otherChannels = ['1002', '1003', '1004', '1005'].map((id) => ({ ...channelSpec, id }));
    await reopen({ otherChannels });
    const pages: (readonly (string | undefined)[])[] = [];
    for await (const { Channels = [] } of paginateListChannels({ client: served.client, pageSize: 2 }, {})) {
      pages.push(Channels.map(({ Id }) => Id));
    }
    expect(pages).toEqual([['1001', '1002'], ['1003', '1004'], ['1005']]);
  });

  it('starts and stops a channel, by way of STARTING and STOPPING', async () => {
    const started = await served.client.send(new StartChannelCommand({ ChannelId }));
    expect(started.State).toBe('STARTING');
    set.clock.advance(300);
    const stopped = await served.client.send(new StopChannelCommand({ ChannelId }));
    expect(stopped).toMatchObject({ State: 'STOPPING', PipelinesRunningCount: 0 });
    set.clock.advance(200);
    const { State } = await served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(State).toBe('IDLE');
  });

  it('refuses to start a channel that is not idle and to stop one that does not run, with 409', async () => {
    const idle = await failureOf(served.client.send(new StopChannelCommand({ ChannelId })));
    await served.client.send(new StartChannelCommand({ ChannelId }));
    const starting = await failureOf(served.client.send(new StartChannelCommand({ ChannelId })));
    expect(idle).toBeInstanceOf(ConflictException);
    expect(starting).toBeInstanceOf(ConflictException);
    expect(starting).toMatchObject({ $metadata: { httpStatusCode: 409 } });
  });

  it('answers 404 for a channel that does not exist, whatever is asked', async () => {
    const unknown = { ChannelId: '9' };
    const failures = await Promise.all(
      [
        served.client.send(new DescribeChannelCommand(unknown)),
        served.client.send(new StartChannelCommand(unknown)),
        served.client.send(new StopChannelCommand(unknown)),
        served.client.send(new DescribeScheduleCommand(unknown)),
        served.client.send(new BatchUpdateScheduleCommand(unknown)),
        served.client.send(new DeleteScheduleCommand(unknown)),
        served.client.send(new ListAlertsCommand(unknown)),
        served.client.send(new DescribeInputCommand({ InputId: '9' })),
        served.client.send(new ListTagsForResourceCommand({ ResourceArn: `${channelArn}9` })),
      ].map(failureOf),
    );
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(NotFoundException);
      expect(failure).toMatchObject({ $metadata: { httpStatusCode: 404 } });
    }
  });
});

describe('the schedule', () => {
  it('echoes what was created and deleted, and lists it', async () => {
    const first = await create(switchTo('B', 'one', 20_000));
    const swapped = await served.client.send(
      new BatchUpdateScheduleCommand({
        ChannelId,
        Deletes: { ActionNames: ['one'] },
        Creates: { ScheduleActions: [switchTo('A', 'one', 30_000)] },
      }),
    );
    const { ScheduleActions } = await served.client.send(new DescribeScheduleCommand({ ChannelId }));
    expect(first).toMatchObject({ Creates: { ScheduleActions: [{ ActionName: 'one' }] } });
    expect(first.Deletes).toBeUndefined();
    expect(swapped.Deletes?.ScheduleActions).toMatchObject([switchTo('B', 'one', 20_000)]);
    expect(ScheduleActions).toEqual([switchTo('A', 'one', 30_000)]);
  });

  it('lists actions in order of their start, page by page', async () => {
    await create(
      switchTo('B', 'late', 60_000),
      switchTo('A', 'soon', 20_000),
      switchTo('B', 'middle', 40_000),
    );
    const first = await served.client.send(new DescribeScheduleCommand({ ChannelId, MaxResults: 2 }));
    const second = await served.client.send(
      new DescribeScheduleCommand({ ChannelId, MaxResults: 2, NextToken: first.NextToken }),
    );
    expect(first.ScheduleActions?.map(({ ActionName }) => ActionName)).toEqual(['soon', 'middle']);
    expect(second.ScheduleActions?.map(({ ActionName }) => ActionName)).toEqual(['late']);
    expect(second.NextToken).toBeUndefined();
  });

  it('refuses a request with every reason, and changes nothing', async () => {
    await create(switchTo('B', 'taken', 20_000));
    const errors = await validationErrorsOf(
      create(switchTo('B', 'good', 20_000), switchTo('C', 'taken', 10_000)),
    );
    const { ScheduleActions } = await served.client.send(new DescribeScheduleCommand({ ChannelId }));
    expect(errors).toEqual([
      expect.stringMatching(/^\/creates\/scheduleActions\/1\/actionName: .*'taken' is already/),
      expect.stringMatching(/FixedModeScheduleActionStartSettings\/time: .*less than 15 seconds/i),
      expect.stringMatching(/inputAttachmentNameReference: .*no input attachment 'C'; it has A, B/),
    ]);
    expect(ScheduleActions?.map(({ ActionName }) => ActionName)).toEqual(['taken']);
  });

  it('is emptied by DeleteSchedule', async () => {
    await create(switchTo('B', 'one', 20_000));
    await served.client.send(new DeleteScheduleCommand({ ChannelId }));
    const { ScheduleActions } = await served.client.send(new DescribeScheduleCommand({ ChannelId }));
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
    const response = await fetch(`${served.endpoint}/prod/channels/${channelId}/schedule`, {
      method: 'PUT',
      body: JSON.stringify({ creates }),
    });
    expect(response.status).toBe(422);
    expect(response.headers.get('x-amzn-errortype')).toBe('UnprocessableEntityException');
    expect(await response.text()).toContain(reason);
  });

  it('refuses a body that is not JSON with 400', async () => {
    const response = await fetch(`${served.endpoint}/prod/channels/${channelId}/schedule`, {
      method: 'PUT',
      body: '{',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ message: 'The body is not JSON.' });
  });
});

describe('alerts', () => {
  beforeEach(async () => {
    await set.running();
    set.feed('A', 0).off();
    set.feed('A', 1).off();
    set.clock.advance(1000);
    set.feed('A', 1).on();
  });

  it.each([
    ['SET', ['SET']],
    ['CLEARED', ['CLEARED']],
    ['ALL', ['SET', 'CLEARED']],
    [undefined, ['SET', 'CLEARED']],
  ])('are listed by state: %s', async (StateFilter, states) => {
    const { Alerts } = await served.client.send(new ListAlertsCommand({ ChannelId, StateFilter }));
    expect(Alerts?.map(({ State }) => State).toSorted()).toEqual(states.toSorted());
  });

  it('carry the id, the times, the pipeline and the message', async () => {
    const { Alerts } = await served.client.send(new ListAlertsCommand({ ChannelId, StateFilter: 'CLEARED' }));
    const [event] = set
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
        ClearedTimestamp: new Date(set.clock.now()),
      },
    ]);
  });

  it('are listed page by page', async () => {
    const first = await served.client.send(new ListAlertsCommand({ ChannelId, MaxResults: 1 }));
    const second = await served.client.send(
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
    const failure = await failureOf(served.client.send(new ListAlertsCommand({ ChannelId, ...input })));
    expect(failure).toBeInstanceOf(BadRequestException);
  });

  it('refuse a page size that is no number with 400', async () => {
    const response = await fetch(`${served.endpoint}/prod/channels/${channelId}/alerts?maxResults=many`);
    expect(response.status).toBe(400);
  });
});

describe('inputs and tags', () => {
  it('describes an input with its flows and channels', async () => {
    const described = await served.client.send(new DescribeInputCommand({ InputId: 'input-B' }));
    expect(described).toMatchObject({
      Id: 'input-B',
      Name: 'site-B',
      Type: 'MEDIACONNECT',
      InputClass: 'STANDARD',
      State: 'ATTACHED',
      AttachedChannels: [channelId],
    });
    expect(described.MediaConnectFlows).toHaveLength(2);
  });

  it('lists inputs page by page', async () => {
    const first = await served.client.send(new ListInputsCommand({ MaxResults: 1 }));
    const second = await served.client.send(new ListInputsCommand({ NextToken: first.NextToken }));
    expect([first.Inputs, second.Inputs].map((inputs) => inputs?.map(({ Id }) => Id))).toEqual([
      ['input-A'],
      ['input-B'],
    ]);
  });

  it('adds and removes tags', async () => {
    const resource = { ResourceArn: channelArn };
    await served.client.send(new CreateTagsCommand({ ...resource, Tags: { site: 'A' } }));
    await served.client.send(new DeleteTagsCommand({ ...resource, TagKeys: ['team'] }));
    const { Tags } = await served.client.send(new ListTagsForResourceCommand(resource));
    const channel = await served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(Tags).toEqual({ site: 'A' });
    expect(channel.Tags).toEqual({ site: 'A' });
  });
});

describe('the API as a whole', () => {
  it('refuses calls above the account limit with 429 and takes them again as tokens come back', async () => {
    await reopen({ knobs: { throttle: { perSecond: 2, burst: 3 } } });
    const call = () => served.client.send(new ListInputsCommand({}));
    await call();
    await call();
    await call();
    const refused = await failureOf(call());
    set.clock.advance(500);
    await expect(call()).resolves.toBeDefined();
    expect(refused).toBeInstanceOf(TooManyRequestsException);
    expect(refused).toMatchObject({ $metadata: { httpStatusCode: 429 } });
    expect(await failureOf(call())).toBeInstanceOf(TooManyRequestsException);
  });

  it('says so when an operation of MediaLive is none of its own', async () => {
    const failure = await failureOf(served.client.send(new ListMultiplexesCommand({})));
    expect(failure).toBeInstanceOf(InternalServerErrorException);
    expect(failure).toMatchObject({ message: 'The twin does not offer the operation ListMultiplexes.' });
  });

  it('answers 404 where no operation is', async () => {
    const response = await fetch(`${served.endpoint}/prod/nothing`);
    expect(response.status).toBe(404);
  });
});
