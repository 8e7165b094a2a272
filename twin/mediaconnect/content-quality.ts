import { isDeepStrictEqual } from 'node:util';

/**
 * What content quality analysis raises of one stream of a flow; a flag that is left out is not raised
 * (MC/monitoring-eventbridge-events-content-quality).
 */
export interface StreamQuality {
  readonly video_missing?: boolean;
  readonly audio_missing?: boolean;
  readonly black_frames_duration_breaching?: boolean;
  readonly frozen_frames_duration_breaching?: boolean;
  readonly silent_audio_duration_breaching?: boolean;
}

/** Tells what is found where it is something else than before; at first nothing is. */
export function tellChanges(
  tell: (streams: readonly StreamQuality[]) => void,
): (streams: readonly StreamQuality[]) => void {
  let known: readonly StreamQuality[] = [];
  return (streams) => {
    if (isDeepStrictEqual(streams, known)) return;
    known = streams;
    tell(streams);
  };
}
