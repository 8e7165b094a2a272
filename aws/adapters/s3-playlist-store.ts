import {
  DeleteObjectCommand,
  HeadObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { PlaylistStore } from '../../control/sweep/playlist-store.ts';

/** Playlists in a bucket. */
export function s3PlaylistStore(client: S3Client, Bucket: string): PlaylistStore {
  return {
    find: async (key) => {
      try {
        const { LastModified, ETag } = await client.send(new HeadObjectCommand({ Bucket, Key: key }));
        return LastModified && ETag ? { key, modifiedAt: LastModified.getTime(), etag: ETag } : null;
      } catch (error) {
        if (statusOf(error) === 404) return null;
        throw error;
      }
    },
    remove: async ({ key, etag }) => {
      try {
        await client.send(new DeleteObjectCommand({ Bucket, Key: key, IfMatch: etag }));
        return true;
      } catch (error) {
        // 412: another version by now. 409: being written at this moment.
        if ([404, 409, 412].includes(statusOf(error))) return false;
        throw error;
      }
    },
  };
}

const statusOf = (error: unknown): number =>
  error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0;
