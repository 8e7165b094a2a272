import type {
  BatchUpdateScheduleRequest,
  BatchUpdateScheduleResponse,
  CreateTagsRequest,
  DeleteScheduleRequest,
  DeleteTagsRequest,
  DescribeChannelRequest,
  DescribeInputRequest,
  DescribeInputSecurityGroupRequest,
  DescribeScheduleRequest,
  ListAlertsRequest,
  ListChannelsRequest,
  ListInputSecurityGroupsRequest,
  ListInputsRequest,
  ListTagsForResourceRequest,
  StartChannelRequest,
} from '@aws-sdk/client-medialive';
import type { InputSecurityGroupSpec, InputSpec } from '../estate.ts';
import { ApiError } from '../rest-json/api-error.ts';
import type { OperationHandlers } from '../rest-json/rest-json-server.ts';
import { channelArn, inputArn, inputSecurityGroupArn } from './arn.ts';
import { toChannelAlert } from './channel/alert-log.ts';
import type { Channel } from './channel/channel.ts';
import { describeChannel, describeInput, describeSecurityGroup } from './describe.ts';
import type { Inventory } from './inventory.ts';
import { page } from './paging.ts';
import { sortable } from './sortable.ts';
import type { TagStore } from './tag-store.ts';

export interface OperationContext {
  readonly inventory: Inventory;
  readonly tags: TagStore;
  /** Where to send to for a push input, first for pipeline 0; empty for any other. */
  readonly destinationsOf: (input: InputSpec) => readonly string[];
  readonly pageSize: number;
}

/** What each operation of the API does. What the schema of its input allows has been checked before. */
export function mediaLiveOperations(context: OperationContext): OperationHandlers {
  const { inventory, tags, pageSize } = context;
  const { channels } = inventory;
  const find = (channelId: string | undefined): Channel => {
    const channel = channels.get(channelId ?? '');
    if (channel !== undefined) return channel;
    throw new ApiError('NotFoundException', `The channel '${channelId ?? ''}' does not exist.`);
  };
  const described = (channel: Channel) =>
    describeChannel(inventory, channel, tags.list(channelArn(inventory, channel.spec.id)));

  return {
    ListChannels: (request: ListChannelsRequest) => {
      const { items, nextToken } = page([...channels.values()], ({ spec }) => spec.id, request, pageSize);
      return { Channels: items.map(described), NextToken: nextToken };
    },
    DescribeChannel: ({ ChannelId }: DescribeChannelRequest) => described(find(ChannelId)),
    StartChannel: ({ ChannelId }: StartChannelRequest) => {
      const channel = find(ChannelId);
      channel.start();
      return described(channel);
    },
    StopChannel: ({ ChannelId }: StartChannelRequest) => {
      const channel = find(ChannelId);
      channel.stop();
      return described(channel);
    },
    ListAlerts: (request: ListAlertsRequest) => {
      const wanted = stateFilter(request.StateFilter);
      const alerts = find(request.ChannelId)
        .alerts.list()
        .filter(({ clearedAt }) => wanted(clearedAt !== undefined));
      const keyOf = ({ setAt, id }: (typeof alerts)[number]) => `${sortable(setAt)} ${id}`;
      const { items, nextToken } = page(alerts, keyOf, request, pageSize);
      return { Alerts: items.map(toChannelAlert), NextToken: nextToken };
    },
    CreateTags: ({ ResourceArn, Tags }: CreateTagsRequest) => tags.add(ResourceArn ?? '', Tags ?? {}),
    DeleteTags: ({ ResourceArn, TagKeys }: DeleteTagsRequest) =>
      tags.remove(ResourceArn ?? '', TagKeys ?? []),
    ListTagsForResource: ({ ResourceArn }: ListTagsForResourceRequest) => ({
      Tags: { ...tags.list(ResourceArn ?? '') },
    }),
    ...inputOperations(context),
    ...scheduleOperations(find, pageSize),
  };
}

function inputOperations({ inventory, tags, destinationsOf, pageSize }: OperationContext): OperationHandlers {
  const { inputs, securityGroups } = inventory;
  const described = (input: InputSpec) =>
    describeInput(inventory, input, tags.list(inputArn(inventory, input.id)), destinationsOf(input));
  const describedGroup = (group: InputSecurityGroupSpec) =>
    describeSecurityGroup(inventory, group, tags.list(inputSecurityGroupArn(inventory, group.id)));
  return {
    ListInputs: (request: ListInputsRequest) => {
      const { items, nextToken } = page([...inputs.values()], ({ id }) => id, request, pageSize);
      return { Inputs: items.map(described), NextToken: nextToken };
    },
    DescribeInput: ({ InputId }: DescribeInputRequest) => {
      const input = inputs.get(InputId ?? '');
      if (input !== undefined) return described(input);
      throw new ApiError('NotFoundException', `The input '${InputId ?? ''}' does not exist.`);
    },
    ListInputSecurityGroups: (request: ListInputSecurityGroupsRequest) => {
      const { items, nextToken } = page([...securityGroups.values()], ({ id }) => id, request, pageSize);
      return { InputSecurityGroups: items.map(describedGroup), NextToken: nextToken };
    },
    DescribeInputSecurityGroup: ({ InputSecurityGroupId: id = '' }: DescribeInputSecurityGroupRequest) => {
      const group = securityGroups.get(id);
      if (group !== undefined) return describedGroup(group);
      throw new ApiError('NotFoundException', `The input security group '${id}' does not exist.`);
    },
  };
}

function scheduleOperations(
  find: (channelId: string | undefined) => Channel,
  pageSize: number,
): OperationHandlers {
  return {
    DescribeSchedule: (request: DescribeScheduleRequest) => {
      const placed = find(request.ChannelId).schedule();
      const { items, nextToken } = page(placed, ({ key }) => key, request, pageSize);
      return { ScheduleActions: items.map(({ entry }) => entry.action), NextToken: nextToken };
    },
    BatchUpdateSchedule: (request: BatchUpdateScheduleRequest): BatchUpdateScheduleResponse => {
      const creates = request.Creates?.ScheduleActions ?? [];
      const deletes = request.Deletes?.ActionNames ?? [];
      const change = find(request.ChannelId).updateSchedule(deletes, creates);
      return {
        ...(request.Creates && { Creates: { ScheduleActions: change.created.map(({ action }) => action) } }),
        ...(request.Deletes && { Deletes: { ScheduleActions: change.deleted.map(({ action }) => action) } }),
      };
    },
    DeleteSchedule: ({ ChannelId }: DeleteScheduleRequest) => {
      find(ChannelId).wipeSchedule();
      return {};
    },
  };
}

/** `SET`, `CLEARED` or `ALL` (BM:medialive.ListAlertsRequest); all when nothing is said, which AWS leaves open. */
function stateFilter(filter: string | undefined): (cleared: boolean) => boolean {
  switch (filter) {
    case undefined:
    case 'ALL':
      return () => true;
    case 'SET':
      return (cleared) => !cleared;
    case 'CLEARED':
      return (cleared) => cleared;
    default:
      throw new ApiError(
        'BadRequestException',
        `'stateFilter' must be SET, CLEARED or ALL, got '${filter}'.`,
      );
  }
}
