// Drives MediaLive with AWS's own client over HTTP: what it raises and returns is what our functions will see.
import { describe, expect, it } from '@jest/globals';
import {
  BatchUpdateScheduleCommand,
  ConflictException,
  CreateTagsCommand,
  DeleteScheduleCommand,
  DeleteTagsCommand,
  DescribeChannelCommand,
  DescribeInputCommand,
  DescribeScheduleCommand,
  ListAlertsCommand,
  ListChannelsCommand,
  ListInputsCommand,
  ListTagsForResourceCommand,
  NotFoundException,
  StartChannelCommand,
  StopChannelCommand,
  paginateListChannels,
} from '@aws-sdk/client-medialive';
import type { ScheduleAction } from '@aws-sdk/client-medialive';
import { switchTo } from './schedule-action.ts';
import { channelArn, channelId, channelSpec } from './stage.ts';
import { failureOf, wireOfEachTest } from './wire.ts';

const wire = wireOfEachTest();

const ChannelId = channelId;

const create = (...ScheduleActions: ScheduleAction[]) =>
  wire.served.client.send(new BatchUpdateScheduleCommand({ ChannelId, Creates: { ScheduleActions } }));

describe('channels', () => {
  it('gives the pipelines of a running channel, each with its input and the action behind it', async () => {
    await wire.set.running();
    await create(switchTo('B', 'go-b'));
    wire.set.clock.advance(10_000);
    const channel = await wire.served.client.send(new DescribeChannelCommand({ ChannelId }));
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
    const channel = await wire.served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(channel).toMatchObject({ State: 'IDLE', PipelinesRunningCount: 0, PipelineDetails: [] });
  });

  it('gives back the settings that the channel was made with', async () => {
    await wire.reopen({
      channel: { settings: { EncoderSettings: { TimecodeConfig: { Source: 'EMBEDDED' } } } },
    });
    const { EncoderSettings } = await wire.served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(EncoderSettings).toEqual({ TimecodeConfig: { Source: 'EMBEDDED' } });
  });

  it('lists channels without their pipelines', async () => {
    await wire.set.running();
    const { Channels } = await wire.served.client.send(new ListChannelsCommand({}));
    expect(Channels).toHaveLength(1);
    expect(Channels?.[0]).toMatchObject({ Id: channelId, State: 'RUNNING', Tags: { team: 'playout' } });
    expect(Channels?.[0]).not.toHaveProperty('PipelineDetails');
  });

  it('lists channels page by page', async () => {
    const otherChannels = ['1002', '1003', '1004', '1005'].map((id) => ({ ...channelSpec, id }));
    await wire.reopen({ otherChannels });
    const pages: (readonly (string | undefined)[])[] = [];
    for await (const { Channels = [] } of paginateListChannels(
      { client: wire.served.client, pageSize: 2 },
      {},
    )) {
      pages.push(Channels.map(({ Id }) => Id));
    }
    expect(pages).toEqual([['1001', '1002'], ['1003', '1004'], ['1005']]);
  });

  it('starts and stops a channel, by way of STARTING and STOPPING', async () => {
    const started = await wire.served.client.send(new StartChannelCommand({ ChannelId }));
    expect(started.State).toBe('STARTING');
    wire.set.clock.advance(300);
    const stopped = await wire.served.client.send(new StopChannelCommand({ ChannelId }));
    expect(stopped).toMatchObject({ State: 'STOPPING', PipelinesRunningCount: 0 });
    wire.set.clock.advance(200);
    const { State } = await wire.served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(State).toBe('IDLE');
  });

  it('refuses to start a channel that is not idle and to stop one that does not run, with 409', async () => {
    const idle = await failureOf(wire.served.client.send(new StopChannelCommand({ ChannelId })));
    await wire.served.client.send(new StartChannelCommand({ ChannelId }));
    const starting = await failureOf(wire.served.client.send(new StartChannelCommand({ ChannelId })));
    expect(idle).toBeInstanceOf(ConflictException);
    expect(starting).toBeInstanceOf(ConflictException);
    expect(starting).toMatchObject({ $metadata: { httpStatusCode: 409 } });
  });

  it('answers 404 for a channel that does not exist, whatever is asked', async () => {
    const unknown = { ChannelId: '9' };
    const failures = await Promise.all(
      [
        wire.served.client.send(new DescribeChannelCommand(unknown)),
        wire.served.client.send(new StartChannelCommand(unknown)),
        wire.served.client.send(new StopChannelCommand(unknown)),
        wire.served.client.send(new DescribeScheduleCommand(unknown)),
        wire.served.client.send(new BatchUpdateScheduleCommand(unknown)),
        wire.served.client.send(new DeleteScheduleCommand(unknown)),
        wire.served.client.send(new ListAlertsCommand(unknown)),
        wire.served.client.send(new DescribeInputCommand({ InputId: '9' })),
        wire.served.client.send(new ListTagsForResourceCommand({ ResourceArn: `${channelArn}9` })),
      ].map(failureOf),
    );
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(NotFoundException);
      expect(failure).toMatchObject({ $metadata: { httpStatusCode: 404 } });
    }
  });
});

describe('inputs and tags', () => {
  it('describes an input with its flows and channels', async () => {
    const described = await wire.served.client.send(new DescribeInputCommand({ InputId: 'input-B' }));
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
    const first = await wire.served.client.send(new ListInputsCommand({ MaxResults: 1 }));
    const second = await wire.served.client.send(new ListInputsCommand({ NextToken: first.NextToken }));
    expect([first.Inputs, second.Inputs].map((inputs) => inputs?.map(({ Id }) => Id))).toEqual([
      ['input-A'],
      ['input-B'],
    ]);
  });

  it('adds and removes tags', async () => {
    const resource = { ResourceArn: channelArn };
    await wire.served.client.send(new CreateTagsCommand({ ...resource, Tags: { site: 'A', desk: '2' } }));
    await wire.served.client.send(new DeleteTagsCommand({ ...resource, TagKeys: ['team', 'desk'] }));
    const { Tags } = await wire.served.client.send(new ListTagsForResourceCommand(resource));
    const channel = await wire.served.client.send(new DescribeChannelCommand({ ChannelId }));
    expect(Tags).toEqual({ site: 'A' });
    expect(channel.Tags).toEqual({ site: 'A' });
  });
});
