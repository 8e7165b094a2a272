import { Duration, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type * as v from 'valibot';
import type { sweeperEnvironment } from '../../../lambdas/sweeper/contract.ts';
import { ControlFunction } from '../control-function.ts';

export interface StalePlaylistSweeperProps {
  readonly bucket: IBucket;
  /** The keys of each pipeline's playlists, a rendition's at the same place in both. */
  readonly playlists: readonly [readonly string[], readonly string[]];
  /** How far a pipeline's playlist may fall behind the other's. */
  readonly staleAfterSeconds: number;
  readonly logRetentionDays: number;
}

/**
 * Deletes the playlists of a pipeline that has crashed. MediaLive deletes those of a pipeline that has lost its input, but a
 * crashed one leaves them behind, and players that get a 200 for them wait for ever (UG/hls-redundant-manifests). S3 itself
 * expires nothing within seconds; so every playlist that is written has the other pipeline's looked at.
 */
export class StalePlaylistSweeper extends Construct {
  constructor(scope: Construct, id: string, props: StalePlaylistSweeperProps) {
    super(scope, id);
    const { bucket, playlists } = props;
    const sweeper = new ControlFunction<v.InferOutput<typeof sweeperEnvironment>>(this, 'Handler', {
      folder: 'sweeper',
      description: "Deletes a crashed pipeline's playlists while the other pipeline writes",
      environment: {
        PLAYLIST_KEYS: JSON.stringify(playlists),
        STALE_AFTER_MS: String(props.staleAfterSeconds * 1000),
      },
      timeout: Duration.seconds(15),
      memoryMb: 256,
      logRetentionDays: props.logRetentionDays,
    });
    // The next playlist is a segment away: what failed is not worth another try.
    sweeper.function.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.seconds(60) });
    this.#notify(sweeper, props);
    if (sweeper.function.role === undefined) throw new Error('CDK made a function without a role.');
    // A policy of its own: it names the bucket, which waits for the function.
    new Policy(this, 'Permissions', {
      roles: [sweeper.function.role],
      statements: [
        new PolicyStatement({
          sid: 'SweepPlaylists',
          actions: ['s3:DeleteObject', 's3:GetObject'],
          resources: playlists.flat().map((key) => bucket.arnForObjects(key)),
        }),
        // Without it a playlist that is not there answers 403, like one that may not be seen.
        new PolicyStatement({
          sid: 'TellMissing',
          actions: ['s3:ListBucket'],
          resources: [bucket.bucketArn],
        }),
      ],
    });
  }

  /**
   * One rendition speaks for its pipeline: two events a segment, whatever the ladder. Written into the bucket itself, since CDK's
   * own way is a function that may change the notifications of every bucket.
   */
  #notify(sweeper: ControlFunction<never>, { bucket, playlists }: StalePlaylistSweeperProps): void {
    const resource = bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket)) throw new Error('The sweeper needs a bucket of this stack.');
    const permission = new CfnPermission(this, 'BucketInvokes', {
      action: 'lambda:InvokeFunction',
      functionName: sweeper.function.functionArn,
      principal: new ServicePrincipal('s3.amazonaws.com').service,
      // The bucket's ARN is not known before the bucket, and S3 makes no bucket whose notifications would be refused. What another
      // bucket of the account might report, the function has no right to touch.
      sourceAccount: Stack.of(this).account,
    });
    resource.notificationConfiguration = {
      lambdaConfigurations: playlists.map(([key = '']) => ({
        event: 's3:ObjectCreated:*',
        function: sweeper.function.functionArn,
        filter: { s3Key: { rules: [{ name: 'prefix', value: key }] } },
      })),
    };
    resource.addResourceDependency(permission);
  }
}
