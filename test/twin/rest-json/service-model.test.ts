// What is read out of AWS's client: were a new version of it to lose its schemas or enumerations, it would be seen here.
import { describe, expect, it } from '@jest/globals';
import { mediaLiveModel } from '../../../twin/medialive/model.ts';
import { router } from '../../../twin/rest-json/router.ts';

describe('the model of MediaLive', () => {
  it('has every operation with its binding', () => {
    expect(mediaLiveModel.operations.size).toBeGreaterThanOrEqual(123);
    expect(mediaLiveModel.operations.get('BatchUpdateSchedule')).toMatchObject({
      method: 'PUT',
      path: '/prod/channels/{ChannelId}/schedule',
      status: 200,
    });
  });

  it('has the status of every error', () => {
    const status = [...mediaLiveModel.errors].map(([name, error]) => [name, error.status]);
    expect(Object.fromEntries(status)).toMatchObject({
      BadRequestException: 400,
      ForbiddenException: 403,
      NotFoundException: 404,
      ConflictException: 409,
      UnprocessableEntityException: 422,
      TooManyRequestsException: 429,
      InternalServerErrorException: 500,
      BadGatewayException: 502,
      GatewayTimeoutException: 504,
    });
  });

  it('knows the values of enumerations, alone and in lists, and nothing of free text', () => {
    const { allowedValues } = mediaLiveModel;
    expect(allowedValues.size).toBeGreaterThan(500);
    expect(allowedValues.get('FollowModeScheduleActionStartSettings.FollowPoint')).toEqual(['END', 'START']);
    expect(allowedValues.get('HlsGroupSettings.CaptionLanguageMappings')).toBeUndefined();
    expect(allowedValues.get('HlsGroupSettings.AdMarkers')).toContain('ELEMENTAL');
    expect(allowedValues.get('ScheduleAction.ActionName')).toBeUndefined();
  });
});

describe('the router', () => {
  const find = router(mediaLiveModel.operations.values());
  const routed = (method: string, path: string) => {
    const route = find(method, path);
    return route && [route.operation.name, { ...route.labels }];
  };

  it.each([
    ['GET', '/prod/channels', 'ListChannels', {}],
    ['POST', '/prod/channels', 'CreateChannel', {}],
    ['GET', '/prod/channels/7', 'DescribeChannel', { ChannelId: '7' }],
    ['GET', '/prod/channels/7/alerts', 'ListAlerts', { ChannelId: '7' }],
    ['PUT', '/prod/channels/7/schedule', 'BatchUpdateSchedule', { ChannelId: '7' }],
    ['DELETE', '/prod/channels/7/schedule', 'DeleteSchedule', { ChannelId: '7' }],
    ['GET', '/prod/channels/%zz', 'DescribeChannel', { ChannelId: '%zz' }],
    ['GET', '/prod/tags/arn%3Aaws%3Ax', 'ListTagsForResource', { ResourceArn: 'arn:aws:x' }],
  ])('tells %s %s from all others', (method, path, operation, labels) => {
    expect(routed(method, path)).toEqual([operation, labels]);
  });

  it('finds nothing where no operation is', () => {
    expect(routed('GET', '/prod/channels/7/nothing')).toBeUndefined();
    expect(routed('PATCH', '/prod/channels/7')).toBeUndefined();
    expect(routed('GET', '/')).toBeUndefined();
  });
});
