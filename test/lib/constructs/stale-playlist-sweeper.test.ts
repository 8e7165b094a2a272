import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { statementsOf } from '../statements.ts';
import { propertyOf, testApp } from '../synthesize.ts';

/** Goal: every bucket of an output has a sweeper that hears of its playlists and may delete nothing else. */
const file = join(import.meta.dirname, '../../../examples/three-channels.yaml');

function channelTemplate(changed: (text: string) => string = (same) => same): Template {
  const text = changed(readFileSync(file, 'utf8'));
  const stacks = buildDeployment(testApp(), parseConfiguration(text, file));
  const stack = stacks.find(({ stackName }) => stackName === 'sports-news-two-channel');
  if (!stack) throw new Error('There is no stack of news-two.');
  return Template.fromStack(stack);
}
const template = channelTemplate();
const playlists = [0, 1].map((pipeline) =>
  ['1080p', '720p', '540p', '360p'].map((name) => `live/news-two/pipeline-${pipeline}-${name}.m3u8`),
);
describe('the sweeper of an S3 output', () => {
  it('hears of one rendition of each pipeline', () => {
    template.hasResourceProperties('AWS::S3::Bucket', {
      NotificationConfiguration: {
        LambdaConfigurations: playlists.map(([key]) => ({
          Event: 's3:ObjectCreated:*',
          Function: Match.anyValue(),
          Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: key }] } },
        })),
      },
    });
    template.hasResource('AWS::S3::Bucket', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('BucketInvokes')]),
    });
  });

  it('knows every playlist that the channel writes, and when one is stale', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { PLAYLIST_KEYS: JSON.stringify(playlists), STALE_AFTER_MS: '12000' } },
    });
    const [channel] = Object.values(template.findResources('AWS::MediaLive::Channel'));
    const text = JSON.stringify(propertyOf(channel, 'EncoderSettings'));
    for (const [key = ''] of playlists) {
      expect(text).toContain(key.replace(/.*pipeline-\d(-\w+)\.m3u8/, '"NameModifier":"$1"'));
    }
  });

  it('may delete those playlists, and nothing else', () => {
    const [sweeper, ...more] = statementsOf(template).filter(
      ({ actions, resources }) => actions.includes('s3:DeleteObject') && resources.length > 1,
    );
    expect(more).toEqual([]);
    expect(sweeper?.actions).toEqual(['s3:DeleteObject', 's3:GetObject']);
    expect(sweeper?.resources.map((arn) => /"\/(live.*m3u8)"/.exec(arn)?.[1])).toEqual(
      playlists.flat().sort(),
    );
  });

  it('does not try again what was late', () => {
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('is left out where it is not wanted', () => {
    const without = channelTemplate((text) =>
      text.replace('path: live/news-two', 'path: live/news-two, staleAfterSegments: 0'),
    );
    without.hasResourceProperties('AWS::S3::Bucket', { NotificationConfiguration: Match.absent() });
    expect(JSON.stringify(without.findResources('AWS::Lambda::Function'))).not.toContain('PLAYLIST_KEYS');
  });
});
