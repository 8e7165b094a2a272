import * as v from 'valibot';
import { flag, key } from '../bounded-text.ts';
import type { Envelope } from '../envelope.ts';
import { ignored, unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';

/** MediaConnect knows five flags (MC/monitoring-eventbridge-events-content-quality); a program has few streams. */
const flagsMax = 20;
const streamsMax = 200;

const contentDetail = v.object({
  impacted: v.optional(flag),
  streams: v.optional(v.pipe(v.array(v.record(v.string(), flag)), v.maxLength(streamsMax)), []),
});

/** `MediaConnect Flow Content Quality`: what is wrong with the pictures and the sound; sent with every change, the end included. */
export function readContentQuality(event: Envelope): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(contentDetail, event.detail);
  if (!success) return unknownShape(event['detail-type'], issues);
  const { impacted, streams } = output;
  const raised = streams.flatMap((stream) => Object.keys(stream).filter((name) => stream[name] === true));
  const flags = [...new Set(raised)].filter((name) => v.is(key, name)).slice(0, flagsMax);
  // Something is wrong, or nothing is known of it: neither may be taken for "all is well".
  if (flags.length === 0 && impacted !== false) {
    return ignored('no-verdict', `${event['detail-type']} that is impacted by no flag that is named.`);
  }
  return { type: 'flow-report', at: event.time, report: { kind: 'content', flags: flags.sort() } };
}
