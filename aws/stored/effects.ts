import * as v from 'valibot';
import type { Decision } from '../../core/model/decision.ts';
import type { Effect, Notification, NotificationEvent, ShownSiteState } from '../../core/model/effect.ts';
import { lookUp } from '../../core/look-up.ts';
import { maximumLeadMs } from '../../core/schedule-limits.ts';
import { known, readable, word, type Instants, type KeysOf } from './tolerant.ts';

const text = v.string();
const identified = { id: text, postponed: v.exactOptional(v.literal(true)) };
const start = ({ due }: Instants) =>
  v.union([
    known({ type: v.literal('fixed'), leadMs: v.pipe(v.number(), v.minValue(0), v.maxValue(maximumLeadMs)) }),
    known({ type: v.literal('immediate') }),
    known({ type: v.literal('at'), at: due }),
  ]);

const notification = ({ past }: Instants): v.GenericSchema<unknown, Notification> =>
  known({
    event: word<NotificationEvent>(),
    channelArn: text,
    failoverGroup: text,
    at: past,
    original: v.nullable(text),
    current: v.nullable(text),
    reason: text,
    sites: readable(word<ShownSiteState>()),
    correlationId: text,
    target: v.exactOptional(text),
  } satisfies KeysOf<Notification>);

const decision: v.GenericSchema<unknown, Decision> = known({
  rule: word<Decision['rule']>(),
  outcome: word<Decision['outcome']>(),
  why: text,
  evidence: readable(v.nullable(v.union([text, v.number(), v.boolean()]))),
} satisfies KeysOf<Decision>);

type Schemas = { readonly [T in Effect['type']]: v.GenericSchema<unknown, Extract<Effect, { type: T }>> };

const schemas = (instants: Instants): Schemas => ({
  'schedule-switch': known({
    ...identified,
    type: v.literal('schedule-switch'),
    actionName: text,
    attachment: text,
    start: start(instants),
    expiresAt: instants.due,
  }),
  'cancel-switch': known({ ...identified, type: v.literal('cancel-switch'), actionName: text }),
  'prepare-input': known({
    ...identified,
    type: v.literal('prepare-input'),
    actionName: text,
    attachment: text,
  }),
  'start-timer': known({ ...identified, type: v.literal('start-timer'), timerId: text, dueAt: instants.due }),
  notify: known({
    ...identified,
    type: v.literal('notify'),
    subject: text,
    notification: notification(instants),
  }),
  publish: known({
    ...identified,
    type: v.literal('publish'),
    detailType: text,
    detail: notification(instants),
  }),
  'write-log': known({ ...identified, type: v.literal('write-log'), at: instants.past, decision }),
});

const anyEffect = v.looseObject({ id: text, type: text });

/** What is owed, as far as this release can carry it out, and what only a later one can. */
export interface Owed {
  readonly outbox: Readonly<Record<string, Effect>>;
  readonly later: Readonly<Record<string, unknown>>;
}

/** Reads an outbox. An effect of a type that is not known is not taken for a broken one: the release that knows it will come back. */
export function readOutbox(stored: unknown, instants: Instants): Owed {
  const ofType = schemas(instants);
  const effects = v.safeParse(readable(anyEffect), stored);
  const outbox: Record<string, Effect> = {};
  const later: Record<string, unknown> = {};
  for (const [id, effect] of Object.entries(effects.success ? effects.output : {})) {
    if (effect.id !== id) continue;
    const schema = lookUp<v.GenericSchema<unknown, Effect>>(ofType, effect.type);
    const read = schema && v.safeParse(schema, effect);
    if (read?.success) outbox[id] = read.output;
    if (!schema) later[id] = effect;
  }
  return { outbox, later };
}
