import * as v from 'valibot';
import { unknownGroupHealth, unknownHealth } from '../../../core/initial-state.ts';
import type {
  Alarm,
  FlowEvidence,
  FlowFacts,
  GroupHealth,
  PipelineHealth,
} from '../../../core/model/state.ts';
import { known, millis, orElse, orNull, readable, type KeysOf } from './tolerant.ts';

const text = v.string();
const perhaps = v.exactOptional;
const { status, since, alarms, flow, mending } = unknownHealth;

/** Half an alarm is no evidence: without its times it is left out, and MediaLive's list brings it back. */
const alarm: v.GenericSchema<unknown, Alarm> = known({
  alertType: text,
  message: orElse(text, ''),
  setAt: v.nullable(millis),
  clearedAt: v.nullable(millis),
  from: millis,
  endedByList: perhaps(v.literal(true)),
} satisfies KeysOf<Alarm>);

const flowEvidence: v.GenericSchema<unknown, FlowEvidence> = known({
  connected: v.boolean(),
  at: millis,
  from: millis,
  bitrateZero: perhaps(v.literal(true)),
  before: perhaps(v.nullable(v.boolean())),
  repeats: perhaps(v.literal(true)),
  both: perhaps(v.literal(true)),
} satisfies KeysOf<FlowEvidence>);

const facts: v.GenericSchema<unknown, FlowFacts> = known({
  status: perhaps(known({ status: text, previous: perhaps(text), at: millis, from: millis })),
  content: perhaps(known({ at: millis, flags: readable(millis) })),
  errors: perhaps(
    readable(known({ message: text, at: millis, from: millis, over: perhaps(v.literal(true)) })),
  ),
  stoppedAt: perhaps(millis),
  maintenanceAt: perhaps(millis),
  maintenanceOverAt: perhaps(millis),
  sending: perhaps(known({ seen: v.boolean(), now: v.boolean(), at: millis, from: millis })),
  transportErrorsAt: perhaps(millis),
  sources: perhaps(readable(known({ connected: v.boolean(), at: millis, told: perhaps(v.literal(true)) }))),
} satisfies KeysOf<FlowFacts>);

const pipelineHealth: v.GenericSchema<unknown, PipelineHealth> = known({
  // A status that this release does not know follows anew from the evidence.
  status: orElse(v.picklist(['unknown', 'healthy', 'suspect', 'down', 'recovering']), status),
  since: orElse(millis, since),
  alarms: orElse(readable(alarm), alarms),
  flow: orElse(v.nullable(flowEvidence), flow),
  leftDownAt: orNull(millis),
  goodSince: orNull(millis),
  mending: orElse(v.boolean(), mending),
  unproven: perhaps(v.literal(true)),
  facts: perhaps(facts),
  heardAt: perhaps(millis),
  leftSuspectAt: perhaps(millis),
} satisfies KeysOf<PipelineHealth>);

/** What is stored of one input group's health. */
export const groupHealth: v.GenericSchema<unknown, GroupHealth> = orElse(
  known({ '0': orElse(pipelineHealth, unknownHealth), '1': orElse(pipelineHealth, unknownHealth) }),
  unknownGroupHealth,
);
