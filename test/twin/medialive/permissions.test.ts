// Which IAM action on which resource each call needs.
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ServiceCall } from '../../../twin/gateway/service.ts';
import { account, channelArn, channelId, stage } from './stage.ts';
import type { Stage } from './stage.ts';

let set: Stage;

afterEach(() => set.mediaLive.close());

function required(method: string, url: string) {
  set = stage();
  const { service } = set.mediaLive;
  const call: Omit<ServiceCall, 'operation'> = {
    service: 'medialive',
    principal: { accessKeyId: 'x' },
    region: 'eu-west-1',
    method,
    url,
    headers: {},
    body: Buffer.alloc(0),
    receivedAt: 0,
  };
  return service.permissionsFor({ ...call, operation: service.operationOf(call) });
}

describe('a call', () => {
  it.each([
    ['PUT', `/prod/channels/${channelId}/schedule`, 'BatchUpdateSchedule', channelArn],
    ['GET', `/prod/channels/${channelId}/schedule?maxResults=5`, 'DescribeSchedule', channelArn],
    ['GET', `/prod/channels/${channelId}`, 'DescribeChannel', channelArn],
    ['POST', `/prod/channels/${channelId}/start`, 'StartChannel', channelArn],
    ['GET', `/prod/channels/${channelId}/alerts`, 'ListAlerts', '*'],
    ['GET', '/prod/channels', 'ListChannels', '*'],
    ['GET', '/prod/inputs', 'ListInputs', '*'],
    ['GET', '/prod/inputs/7', 'DescribeInput', `arn:aws:medialive:eu-west-1:${account}:input:7`],
    ['GET', `/prod/tags/${encodeURIComponent(channelArn)}`, 'ListTagsForResource', channelArn],
    ['POST', '/prod/channels', 'CreateChannel', '*'],
  ])('%s %s needs medialive:%s', (method, url, operation, resource) => {
    expect(required(method, url)).toEqual([{ action: `medialive:${operation}`, resource }]);
  });

  it('that is no operation needs nothing', () => {
    expect(required('GET', '/prod/nothing')).toEqual([]);
  });
});
