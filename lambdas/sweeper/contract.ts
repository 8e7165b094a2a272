import * as v from 'valibot';
import { variable } from '../../aws/environment/parse-environment.ts';

/** What the sweeper needs to know of the output it watches; the CDK construct is typed by it. */
export const sweeperEnvironment = v.object({
  /** JSON of a list: first the playlists of pipeline 0, then those of pipeline 1, in the same order of renditions. */
  PLAYLIST_KEYS: variable,
  /** How far a pipeline's playlist may fall behind the other's, in milliseconds. */
  STALE_AFTER_MS: variable,
});
