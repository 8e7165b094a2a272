import * as v from 'valibot';
import { unknownGroupHealth, unknownHealth } from '../../core/initial-state.ts';
import type { Alarm, FlowEvidence, FlowFacts, GroupHealth, PipelineHealth } from '../../core/model/health.ts';
import { known, orElse, orNull, readable, type Instants, type KeysOf } from './tolerant.ts';

const text = v.string();
const perhaps = v.exactOptional;
const { status, since, alarms, flow, mending } = unknownHealth;

/** Half an alarm is no evidence: without its times it is left out, and MediaLive's list brings it back. */
const alarm = ({ past }: Instants): v.GenericSchema<unknown, Alarm> =>
  known({
    alertType: text,
    message: orElse(text, ''),
    setAt: v.nullable(past),
    clearedAt: v.nullable(past),
    from: past,
    endedByList: perhaps(v.literal(true)),
  } satisfies KeysOf<Alarm>);

const flowEvidence = ({ past }: Instants): v.GenericSchema<unknown, FlowEvidence> =>
  known({
    connected: v.boolean(),
    at: past,
    from: past,
    bitrateZero: perhaps(v.literal(true)),
    before: perhaps(v.nullable(v.boolean())),
    repeats: perhaps(v.literal(true)),
    both: perhaps(v.literal(true)),
  } satisfies KeysOf<FlowEvidence>);

const facts = ({ past }: Instants): v.GenericSchema<unknown, FlowFacts> =>
  known({
    status: perhaps(known({ status: text, previous: perhaps(text), at: past, from: past })),
    content: perhaps(known({ at: past, flags: readable(past) })),
    errors: perhaps(readable(known({ message: text, at: past, from: past, over: perhaps(v.literal(true)) }))),
    stoppedAt: perhaps(past),
    maintenanceAt: perhaps(past),
    maintenanceOverAt: perhaps(past),
    sending: perhaps(known({ seen: v.boolean(), now: v.boolean(), at: past, from: past })),
    transportErrorsAt: perhaps(past),
    sources: perhaps(readable(known({ connected: v.boolean(), at: past, told: perhaps(v.literal(true)) }))),
  } satisfies KeysOf<FlowFacts>);

const pipelineHealth = (instants: Instants): v.GenericSchema<unknown, PipelineHealth> =>
  known({
    // A status that this release does not know follows anew from the evidence.
    status: orElse(v.picklist(['unknown', 'healthy', 'suspect', 'down', 'recovering']), status),
    since: orElse(instants.past, since),
    alarms: orElse(readable(alarm(instants)), alarms),
    flow: orElse(v.nullable(flowEvidence(instants)), flow),
    leftDownAt: orNull(instants.past),
    goodSince: orNull(instants.past),
    mending: orElse(v.boolean(), mending),
    unproven: perhaps(v.literal(true)),
    facts: perhaps(facts(instants)),
    heardAt: perhaps(instants.past),
    leftSuspectAt: perhaps(instants.past),
    lostAt: perhaps(instants.past),
    endAwaitedUntil: perhaps(instants.due),
  } satisfies KeysOf<PipelineHealth>);

/** What is stored of one site's health. */
export function groupHealth(instants: Instants): v.GenericSchema<unknown, GroupHealth> {
  const each = orElse(pipelineHealth(instants), unknownHealth);
  return orElse(known({ '0': each, '1': each }), unknownGroupHealth);
}
