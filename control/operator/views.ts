import * as v from 'valibot';

/**
 * What the operator function shows of channels, groups and decisions. Times are ISO 8601 in UTC, because people read them
 * and other programs parse them without knowing our units.
 */

const time = v.pipe(v.string(), v.isoTimestamp());
/**
 * Lambda's id of the invocation that brought the order behind an entry, under which CloudTrail has its caller; left out: no order
 * led to it.
 */
const requestId = v.optional(v.string());
const optionalName = v.nullable(v.string());
const perPipeline = <const S extends v.GenericSchema>(schema: S) => v.object({ '0': schema, '1': schema });

/** Site states in the sense of the live-slicer document. */
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

/** What stands ready if the site on air is lost. */
export const protectionView = v.object({
  /** `full`: a healthy site. `half`: one that is not wholly so, or of which nothing is known. `none`: no site at all. */
  level: v.picklist(['full', 'half', 'none']),
  reason: v.string(),
  /** null: since when is not known. */
  since: v.nullable(time),
});
export type ProtectionView = v.InferOutput<typeof protectionView>;

/** What keeps automation from acting at the next loss. */
export const obstacles = [
  'not-managed',
  'not-running',
  'nothing-on-air',
  'held',
  'budget',
  'no-site',
] as const;

/** What automation will do at the next loss of the site on air. */
export const automationView = v.object({
  /** null: it will act. */
  obstacle: v.nullable(v.picklist(obstacles)),
  /** The obstacle in a few words. */
  why: optionalName,
  /** When the obstacle ends by itself; null: it does not, or when is not known. */
  until: v.nullable(time),
  /** The site it would choose now; null: none. */
  target: optionalName,
  /** So long after a loss it goes once all the same, although the budget is spent; null: it does not. */
  lastResortSeconds: v.nullable(v.number()),
});
export type AutomationView = v.InferOutput<typeof automationView>;

/** A switch: in flight, or planned. */
export const switchView = v.object({
  /** `failover`, `failback`, `heal`, `manual`, `planned`; a later release may have written another. */
  kind: v.string(),
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

/** One line of `list`: any MediaLive channel that has two or more sites. */
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
  sites: v.array(v.string()),
  /** null: not running, or not known. */
  onAir: perPipeline(optionalName),
  intended: optionalName,
  /** All that are in force, the channel's own first. */
  holds: v.array(holdView),
  /** null: not managed, not running, or not known yet. */
  protection: v.nullable(protectionView),
  automation: automationView,
  /** The trouble people have been told of, in one sentence. */
  incident: optionalName,
});
export type ChannelLine = v.InferOutput<typeof channelLine>;

/** What is known of one site on one pipeline. */
export const pipelineHealthView = v.object({
  status: v.picklist(['unknown', 'healthy', 'suspect', 'down', 'recovering']),
  since: time,
  /** When anything was last heard or seen of it, good or bad; null: never. */
  seenAt: v.nullable(time),
  /** MediaConnect's last word on whether media arrives; null: none. `no bitrate`: connected, and nothing comes. */
  flow: v.nullable(v.picklist(['connected', 'disconnected', 'no bitrate'])),
  /** MediaConnect's word for the flow itself: ACTIVE, STANDBY, …; null: not known. */
  flowStatus: optionalName,
  /** What else MediaConnect has against it, a few words each: content, errors, maintenance, one source of two. */
  remarks: v.array(v.string()),
  alarms: v.array(
    v.object({ alertType: v.string(), message: v.string(), alarmId: v.string(), setAt: v.nullable(time) }),
  ),
});

export type PipelineHealthView = v.InferOutput<typeof pipelineHealthView>;

/** A decision, or a decision not to act, from the log. */
export const decisionView = v.object({
  at: time,
  requestId,
  rule: v.string(),
  outcome: v.string(),
  why: v.string(),
  evidence: v.record(v.string(), v.nullable(v.union([v.string(), v.number(), v.boolean()]))),
});
export type DecisionView = v.InferOutput<typeof decisionView>;

/** A change of a failover group: who changed what, from what, to what. */
export const changeView = v.object({
  at: time,
  requestId,
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
  /** When MediaLive last said of it, asked, what is so; null: never, or nobody knows. */
  lookedAt: v.nullable(time),
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
  sites: v.array(
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
  /** All that are in force, the channel's own first. */
  holds: v.array(holdView),
  /** null: not running, or not known yet. */
  protection: v.nullable(protectionView),
  automation: automationView,
  /** What failback waits for; null: it does not wait. */
  failbackWaits: optionalName,
  /** The site that MediaLive was asked to prepare. */
  prepared: v.nullable(v.object({ site: v.string(), at: time, accepted: v.boolean() })),
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
