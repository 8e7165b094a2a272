import { S3Client } from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { callLimits } from '../../aws/adapters/aws-call-limits.ts';
import { composeBase } from '../../aws/compose-base.ts';
import { parseEnvironment } from '../../aws/environment/parse-environment.ts';
import { playlistKeys } from '../../control/sweep/playlist-keys.ts';
import { sweeperEnvironment } from './environment.ts';
import { makeHandler } from './make-handler.ts';
import { s3PlaylistStore } from '../../aws/adapters/s3-playlist-store.ts';

const environment = parseEnvironment(sweeperEnvironment, process.env);
const client = new S3Client(callLimits);

export const handler = makeHandler({
  ...composeBase('sweeper'),
  keys: v.parse(playlistKeys, environment.PLAYLIST_KEYS),
  staleAfterMs: Number(environment.STALE_AFTER_MS),
  open: (bucket) => s3PlaylistStore(client, bucket),
});
