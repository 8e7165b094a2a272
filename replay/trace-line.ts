import * as v from 'valibot';
import { underPresentName } from '../config/former-name.ts';
import { envelope } from '../control/events/envelope.ts';
import type { Millis } from '../core/model/group.ts';
import { parseMessage } from '../control/events/parse-message.ts';
import type { ParsedMessage } from '../control/events/parsed-message.ts';
import { operatorRequest } from '../control/operator/protocol.ts';

/**
 * The lines of a trace. Most are events as EventBridge delivered them; lines with our own source say what no event says: what an
 * operator ordered, what others put into the schedule, when MediaLive's API did not answer.
 */

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => Date.parse(text)),
);

/** When the event reached us; null: it never did, but MediaLive knew. Left out: at once. */
const deliveredAt = v.optional(v.nullable(instant));

const event = v.looseObject({ ...envelope.entries, deliveredAt });

/** The source of lines that are not events of AWS. */
export const stageSource = 'medialive-failover';

const stage = <const Type extends string, const Detail extends v.ObjectEntries>(type: Type, detail: Detail) =>
  v.object({
    source: v.literal(stageSource),
    'detail-type': v.literal(type),
    time: instant,
    detail: v.strictObject(detail),
  });

const pipelines = v.object({ '0': v.string(), '1': v.string() });

/** Which input attachments are on air when the trace begins. */
const start = stage('Trace Start', { channel_arn: v.string(), on_air: pipelines });

const order = v.object({
  source: v.literal(stageSource),
  'detail-type': v.literal('Operator Order'),
  time: instant,
  detail: v.pipe(
    v.unknown(),
    v.transform((detail) => underPresentName(detail, 'site')),
    operatorRequest,
  ),
});

/** An action of somebody else in the channel's schedule: an input switch where it names an attachment. */
const foreignAction = stage('Foreign Schedule Action', {
  channel_arn: v.string(),
  action_name: v.string(),
  input_attachment: v.optional(v.nullable(v.string()), null),
  start_time: instant,
});

/** How MediaLive's API answers from now on. */
const api = stage('MediaLive Api', { answers: v.picklist(['normally', 'throttled']) });

const stageLine = v.variant('detail-type', [start, order, foreignAction, api]);

export type AwsLine = v.InferOutput<typeof event> & { readonly text: string };
export type StageLine = v.InferOutput<typeof stageLine>;
export type TraceLine =
  { readonly kind: 'event'; readonly line: AwsLine } | { readonly kind: 'stage'; readonly line: StageLine };

/** Reads one line. @throws ValiError where it is neither. */
export function parseTraceLine(input: unknown): TraceLine {
  // What the control plane itself has published has the same source, and the account that only an event has.
  const own =
    typeof input === 'object' &&
    input !== null &&
    'source' in input &&
    input.source === stageSource &&
    !('account' in input);
  if (own) return { kind: 'stage', line: v.parse(stageLine, input) };
  const line = v.parse(event, input);
  return { kind: 'event', line: { ...line, text: bodyOf(input) } };
}

/** When a line of a trace reached us; null: it never did. */
export function timeOfDelivery(line: AwsLine | StageLine): Millis | null {
  if (!('deliveredAt' in line) || line.deliveredAt === undefined) return line.time;
  return line.deliveredAt;
}

/** What the functions make of an event of a trace when it reaches them, or as soon as it happens; null: it is no event. */
export function messageOf({ kind, line }: TraceLine): ParsedMessage | null {
  if (kind !== 'event') return null;
  return parseMessage(
    { messageId: line.id, body: line.text },
    line.account,
    timeOfDelivery(line) ?? line.time,
  );
}

/** The event as it was, without what we have noted beside it. */
function bodyOf(input: unknown): string {
  return JSON.stringify(input, (key, value: unknown) => (key === 'deliveredAt' ? undefined : value));
}
