/** Goal: the origins of the example with everything in it fail over by themselves, and are open to CloudFront alone. */
import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { named } from './three-channels.ts';

describe('the origins', () => {
  const template = named('sports-one-channel');

  it('answer with an error rather than with an old manifest', () => {
    template.allResourcesProperties('AWS::MediaPackageV2::OriginEndpoint', {
      ForceEndpointErrorConfiguration: { EndpointErrorConditions: ['STALE_MANIFEST', 'INCOMPLETE_MANIFEST'] },
    });
    expect(Object.keys(template.findResources('AWS::MediaPackageV2::OriginEndpoint'))).toHaveLength(6);
  });

  it('stand in pairs behind CloudFront, which asks the second when the first fails', () => {
    template.allResourcesProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        OriginGroups: {
          Items: [{ FailoverCriteria: { StatusCodes: { Items: [403, 404, 500, 502, 503, 504] } } }],
        },
      },
    });
    expect(Object.keys(template.findResources('AWS::CloudFront::Distribution'))).toHaveLength(2);
  });

  it('are chosen between by the quality they publish', () => {
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { OriginGroups: { Items: [{ SelectionCriteria: 'media-quality-based' }] } },
    });
    expect(template).toBeDefined();
  });

  it('are open to CloudFront alone', () => {
    template.allResourcesProperties('AWS::MediaPackageV2::OriginEndpointPolicy', {
      Policy: {
        Statement: [
          {
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceArn': Match.anyValue() } },
          },
        ],
      },
    });
    template.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(Object.keys(template.findResources('AWS::S3::Bucket'))).toHaveLength(2);
  });
});
