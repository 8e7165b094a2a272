import * as v from 'valibot';

/**
 * What the operator function shows of channels, groups and decisions. Times are ISO 8601 in UTC, because people read them
 * and other programs parse them without knowing our units.
 */

const time = v.pipe(v.string(), v.isoTimestamp());
const optionalName = v.nullable(v.string());
const perPipeline = <const S extends v.GenericSchema>(schema: S) => v.object({ '0': schema, '1': schema });

/** Group states in the sense of the live-slicer document. */
export const shownState = v.picklist(['Active', 'Hot', 'Warm', 'Unhealthy', 'Disabled', 'Unknown']);

/** A hold that keeps automation off a channel, and where it was placed. */
export const holdView = v.object({
  scope: v.picklist(['channel', 'group']),
  /** `automation`: the control plane left the channel to the operator by itself. */
  kind: v.picklist(['operator', 'automation']),
  by: v.string(),
  reason: v.string(),
  at: time,
  /** null: until it is released. */
  until: v.nullable(time),
});
export type HoldView = v.InferOutput<typeof holdView>;

/** A switch: in flight, or planned. */
export const switchView = v.object({
  kind: v.picklist(['failover', 'failback', 'heal', 'manual', 'planned']),
  from: optionalName,
  to: v.string(),
  reason: v.string(),
  by: v.string(),
  requestedAt: time,
  startAt: time,
  accepted: v.boolean(),
  attempt: v.number(),
  actionName: v.string(),
});
export type SwitchView = v.InferOutput<typeof switchView>;

/** One line of `list`: any MediaLive channel that has two or more input groups. */
export const channelLine = v.object({
  arn: v.string(),
  id: v.string(),
  name: v.string(),
  /** MediaLive's word for the channel as a whole: IDLE, RUNNING, … */
  state: v.string(),
  managed: v.boolean(),
  /** The failover group; null for a channel that is not managed. */
  group: optionalName,
  /** In order of priority; of a channel that is not managed, its input attachments in the channel's order. */
  inputGroups: v.array(v.string()),
  /** null: not running, or not known. */
  onAir: perPipeline(optionalName),
  intended: optionalName,
  hold: v.nullable(holdView),
  /** The trouble people have been told of, in one sentence. */
  incident: optionalName,
});
export type ChannelLine = v.InferOutput<typeof channelLine>;

/** What is known of one input group on one pipeline. */
export const pipelineHealthView = v.object({
  status: v.picklist(['unknown', 'healthy', 'suspect', 'down', 'recovering']),
  since: time,
  /** MediaConnect's last word; null: none. */
  flow: v.nullable(v.picklist(['connected', 'disconnected'])),
  alarms: v.array(
    v.object({ alertType: v.string(), message: v.string(), alarmId: v.string(), setAt: v.nullable(time) }),
  ),
});

/** A decision, or a decision not to act, from the log. */
export const decisionView = v.object({
  at: time,
  rule: v.string(),
  outcome: v.string(),
  why: v.string(),
  evidence: v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
});
export type DecisionView = v.InferOutput<typeof decisionView>;

/** A change of a failover group: who changed what, from what, to what. */
export const changeView = v.object({
  at: time,
  by: v.string(),
  what: v.string(),
  from: optionalName,
  to: optionalName,
  reason: optionalName,
});
export type ChangeView = v.InferOutput<typeof changeView>;

/** Everything known of one channel. */
export const channelStatus = v.object({
  arn: v.string(),
  name: optionalName,
  group: v.string(),
  /** Counts the saves of the state; 0: nothing has been decided yet. */
  version: v.number(),
  pipelines: perPipeline(
    v.object({
      /** null: not yet observed. */
      running: v.nullable(v.boolean()),
      onAir: optionalName,
      attachment: optionalName,
      /** null: it was found there, and nothing told since when. */
      since: v.nullable(time),
    }),
  ),
  intended: v.nullable(v.object({ group: v.string(), by: v.picklist(['automation', 'operator']), at: time })),
  inputGroups: v.array(
    v.object({
      name: v.string(),
      attachment: v.string(),
      shown: shownState,
      available: v.boolean(),
      pipelines: perPipeline(pipelineHealthView),
    }),
  ),
  switch: v.nullable(switchView),
  planned: v.nullable(switchView),
  hold: v.nullable(holdView),
  incident: v.nullable(v.object({ kind: v.string(), reason: v.string(), since: time })),
  divergedSince: v.nullable(time),
  /** Automatic switches within the budget's window, and how many are allowed. */
  budget: v.object({ spent: v.number(), switches: v.number(), withinSeconds: v.number() }),
  timers: v.array(v.object({ id: v.string(), dueAt: time, overdue: v.boolean() })),
  /** Effects decided and not yet known to have happened. */
  owed: v.array(v.object({ id: v.string(), type: v.string() })),
  recent: v.array(decisionView),
});
export type ChannelStatus = v.InferOutput<typeof channelStatus>;

/** What an order did to a channel, or would do. */
export const commandEffectView = v.object({
  type: v.string(),
  /** One sentence for an operator. */
  what: v.string(),
});
export type CommandEffectView = v.InferOutput<typeof commandEffectView>;
