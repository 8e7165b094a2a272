import { S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { callLimits } from '../../aws/adapters/aws-call-limits.ts';
import { s3PlaylistStore } from '../../aws/adapters/s3-playlist-store.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { parseEnvironment } from '../../aws/environment/parse-environment.ts';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { playlistKeys } from '../../control/sweep/playlist-keys.ts';
import { sweep } from '../../control/sweep/sweep.ts';
import { sweeperEnvironment } from './contract.ts';

const environment = parseEnvironment(sweeperEnvironment, process.env);
const client = new S3Client(callLimits);

export const handler = handlerOf(sweep, {
  ...composeBase('sweeper'),
  keys: v.parse(playlistKeys, environment.PLAYLIST_KEYS),
  staleAfterMs: Number(environment.STALE_AFTER_MS),
  open: (bucket) => s3PlaylistStore(client, bucket),
});
