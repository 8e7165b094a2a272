import { Duration, Stack, Validations } from 'aws-cdk-lib';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginSelectionCriteria,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
  type ICachePolicy,
  type IOrigin,
} from 'aws-cdk-lib/aws-cloudfront';
import { OriginGroup } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';

export interface DeliveryProps {
  readonly comment: string;
  readonly primary: IOrigin;
  /** An origin with the same paths, which is asked when the primary answers with an error. */
  readonly fallback: IOrigin | undefined;
  /** How playlists are cached. */
  readonly playlists: ICachePolicy;
  /** Whether both origins publish quality scores (MQCS), so that CloudFront can take the better one; else it asks the second when the first fails. */
  readonly byQuality?: boolean;
}

/** Answers of an origin on which the other is asked; 403 and 404 are how a missing playlist shows. */
const failoverStatusCodes = [403, 404, 500, 502, 503, 504];

/** CloudFront before the origins of one output. */
export class Delivery extends Construct {
  readonly distribution: Distribution;

  constructor(
    scope: Construct,
    id: string,
    { comment, primary, fallback, playlists, byQuality = false }: DeliveryProps,
  ) {
    super(scope, id);
    const origin =
      fallback === undefined
        ? primary
        : new OriginGroup({
            primaryOrigin: primary,
            fallbackOrigin: fallback,
            fallbackStatusCodes: failoverStatusCodes,
            ...(byQuality ? { selectionCriteria: OriginSelectionCriteria.MEDIA_QUALITY_BASED } : {}),
          });
    const behavior = {
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      responseHeadersPolicy: ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS,
    };
    const playlistBehavior = { ...behavior, cachePolicy: playlists };
    this.distribution = new Distribution(this, 'Distribution', {
      comment,
      // What the bare host name asks for; there is none, and nothing is listed.
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      defaultBehavior: { ...behavior, cachePolicy: CachePolicy.CACHING_OPTIMIZED },
      additionalBehaviors: { '*.m3u8': playlistBehavior, '*.mpd': playlistBehavior },
      // CloudFront keeps errors for 10 s unless told otherwise: as long as a segment or two that are there again.
      errorResponses: failoverStatusCodes.map((httpStatus) => ({
        httpStatus,
        ttl: Duration.seconds(1),
      })),
    });
    this.#acknowledge();
  }

  get domainName(): string {
    return this.distribution.distributionDomainName;
  }

  /** For policies of origins that answer this distribution only. */
  get distributionArn(): string {
    return Stack.of(this).formatArn({
      service: 'cloudfront',
      region: '',
      resource: 'distribution',
      resourceName: this.distribution.distributionId,
    });
  }

  #acknowledge(): void {
    Validations.of(this.distribution).acknowledge(
      {
        id: 'Annotation::@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk',
        reason: 'The default root object keeps the bare host name from listing the bucket.',
      },
      {
        id: 'AwsSolutions::AwsSolutions-CFR1',
        reason: 'Where a channel may be seen is a matter of its rights, not of this deployment.',
      },
      {
        id: 'AwsSolutions::AwsSolutions-CFR2',
        reason:
          'It answers GET and HEAD of public live media from a private origin; a firewall would be asked for every segment.',
      },
      {
        id: 'AwsSolutions::AwsSolutions-CFR3',
        reason:
          'Access logs of a live channel are a data set of their own; turn them on where they are evaluated.',
      },
      {
        id: 'AwsSolutions::AwsSolutions-CFR4',
        reason:
          'The default certificate of cloudfront.net allows no choice of TLS version; a domain of your own does.',
      },
      {
        id: 'AwsSolutions::AwsSolutions-CFR7',
        reason:
          'The access control is in the stack that all channels share, where this rule of cdk-nag cannot look; a test of the templates holds every origin to one.',
      },
    );
  }
}
