import * as v from 'valibot';
import { flag, key } from '../bounded-text.ts';
import type { FlowReport } from '../../../core/model/event.ts';
import type { Envelope } from '../envelope.ts';
import { ignored, unknownShape, type FlowNews, type Ignored } from '../parsed-message.ts';
import { ofFlow, type Said } from '../sample.ts';

export const detailType = 'MediaConnect Flow Content Quality';

/** MediaConnect knows five flags (MC/monitoring-eventbridge-events-content-quality); a program has few streams. */
const flagsMax = 20;
const streamsMax = 200;

const contentDetail = v.object({
  impacted: v.optional(flag),
  streams: v.optional(v.pipe(v.array(v.record(v.string(), flag)), v.maxLength(streamsMax)), []),
});

/** What is wrong with the pictures and the sound; sent with every change, the end included. */
export function read(event: Envelope): FlowNews | Ignored {
  const { success, output, issues } = v.safeParse(contentDetail, event.detail);
  if (!success) return unknownShape(detailType, issues);
  const { impacted, streams } = output;
  const raised = streams.flatMap((stream) => Object.keys(stream).filter((name) => stream[name] === true));
  const flags = [...new Set(raised)].filter((name) => v.is(key, name)).slice(0, flagsMax);
  // Something is wrong, or nothing is known of it: neither may be taken for "all is well".
  if (flags.length === 0 && impacted !== false) {
    return ignored('no-verdict', `${detailType} that is impacted by no flag that is named.`);
  }
  return { type: 'flow-report', at: event.time, report: { kind: 'content', flags: flags.sort() } };
}

/** The report as MediaConnect says it. */
export function sample(flowArn: string, { flags }: Extract<FlowReport, { kind: 'content' }>): Said {
  const streams = [Object.fromEntries(flags.map((name) => [name, true]))];
  return ofFlow(flowArn, detailType, { impacted: flags.length > 0, streams });
}
