import { formerNames } from '../config/former-name.ts';
import type { ConfiguredFlows } from './configured-flows.ts';
import { flowEventOf } from './recorded-flow-event.ts';
import { stageSource } from './trace-line.ts';

/** An entry of a channel's event log, as the operator function shows it. */
export interface LoggedDecision {
  readonly at: string;
  readonly rule: string;
  readonly outcome: string;
  readonly evidence: Readonly<Record<string, string | number | boolean | null>>;
}

/** A line of a trace, to be printed as JSON. */
export type RecordedLine = Readonly<Record<string, unknown>>;

/**
 * Turns a channel's event log, oldest entry first, into a trace: what was evidence becomes the event that it was, delivered
 * when it was decided on; what was only seen by asking becomes an event that was never delivered; an operator's orders
 * become orders. What followed from it all is left out, as a replay decides that anew.
 */
export function recordTrace(
  channelArn: string,
  log: readonly LoggedDecision[],
  flows: ConfiguredFlows,
): readonly RecordedLine[] {
  const [, , , region = '', account = ''] = channelArn.split(':');
  return log.flatMap((entry, index): readonly RecordedLine[] => {
    const lined = lineOf(channelArn, entry, flows);
    if (lined === null) return [];
    if (lined.source === stageSource) return [{ ...lined }];
    const arn = lined.arn ?? channelArn;
    const { arn: _, ...line } = lined;
    const id = `recorded-${index + 1}`;
    return [{ version: '0', id, account, region, resources: [arn], ...line }];
  });
}

interface Lined {
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly deliveredAt?: string | null;
  readonly arn?: string;
}

function lineOf(
  channelArn: string,
  { at, rule, outcome, evidence }: LoggedDecision,
  flows: ConfiguredFlows,
): Lined | null {
  if (outcome === 'refused' || outcome === 'none') return null;
  const { alarmId, connected, report, attachment, state, order, kind } = evidence;
  const time = typeof evidence['eventTime'] === 'string' ? secondOf(evidence['eventTime']) : secondOf(at);
  const heard = { time, deliveredAt: at };
  if (rule === 'evidence' && alarmId !== undefined) return { ...heard, ...alertOf(channelArn, evidence) };
  if (rule === 'evidence' && (connected !== undefined || report !== undefined)) {
    const arn = flows[String(evidence['site'] ?? evidence[formerNames.site])]?.[Number(evidence['pipeline'])];
    // Without it nobody can say which flow that was.
    return arn === undefined ? null : { ...heard, arn, ...flowEventOf(evidence) };
  }
  if (rule === 'observation' && attachment !== undefined) {
    const seen = !('action' in evidence);
    return { ...heard, ...(seen && { deliveredAt: null }), ...inputChangeOf(channelArn, evidence) };
  }
  if (rule === 'observation' && state !== undefined) return { ...heard, ...stateOf(channelArn, evidence) };
  if (rule === 'command' && typeof order === 'string') return orderOf(channelArn, at, evidence);
  if (rule === 'command' && kind === 'manual')
    return orderOf(channelArn, at, { ...evidence, order: 'switch' });
  return null;
}

type Evidence = LoggedDecision['evidence'];

function alertOf(channelArn: string, { alarmId, alarmState, alertType, pipeline, message = '' }: Evidence) {
  return {
    source: 'aws.medialive',
    'detail-type': 'MediaLive Channel Alert',
    detail: {
      channel_arn: channelArn,
      alarm_id: alarmId,
      alarm_state: String(alarmState).toUpperCase(),
      alert_type: alertType,
      pipeline,
      message,
    },
  };
}

function inputChangeOf(channelArn: string, { pipeline, attachment, action = null }: Evidence) {
  return {
    source: 'aws.medialive',
    'detail-type': 'MediaLive Channel Input Change',
    detail: {
      channel_arn: channelArn,
      pipeline,
      message: 'Input switch event on pipeline',
      active_input_attachment_name: attachment,
      ...(action !== null && { active_input_switch_action_name: action }),
    },
  };
}

function stateOf(channelArn: string, { state, pipeline }: Evidence) {
  return {
    source: 'aws.medialive',
    'detail-type': 'MediaLive Channel State Change',
    detail: { channel_arn: channelArn, state, message: '', ...(pipeline !== null && { pipeline }) },
  };
}

function orderOf(channelArn: string, at: string, { order, to, by, reason, until }: Evidence): Lined {
  const forSeconds =
    typeof until === 'string' ? Math.max(1, Math.round((Date.parse(until) - Date.parse(at)) / 1000)) : null;
  return {
    source: stageSource,
    'detail-type': 'Operator Order',
    time: at,
    detail: {
      command: order,
      channel: channelArn,
      ...(order === 'switch' && { to, force: true }),
      ...(typeof by === 'string' && { by }),
      ...(typeof reason === 'string' && { reason }),
      ...(forSeconds !== null && { forSeconds }),
    },
  };
}

/** EventBridge events are timed to the second. */
function secondOf(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}
