import { formerNames } from '../config/former-name.ts';
import { saidOfFlow, type FlowSaid } from '../control/events/media-connect/read-event.ts';
import * as alert from '../control/events/media-live/alert.ts';
import * as inputChange from '../control/events/media-live/input-change.ts';
import * as stateChange from '../control/events/media-live/state-change.ts';
import { awsEvent, type Said } from '../control/events/sample.ts';
import type { PipelineId } from '../core/model/group.ts';
import type { ConfiguredFlows } from './configured-flows.ts';
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
  return log.flatMap((entry, index): readonly RecordedLine[] => {
    const line = lineOf(channelArn, entry, flows, `recorded-${index + 1}`);
    return line === null ? [] : [line];
  });
}

function lineOf(
  channelArn: string,
  { at, rule, outcome, evidence }: LoggedDecision,
  flows: ConfiguredFlows,
  id: string,
): RecordedLine | null {
  if (outcome === 'refused' || outcome === 'none') return null;
  const { alarmId, connected, report, attachment, state, order, kind, eventTime } = evidence;
  const time = Date.parse(typeof eventTime === 'string' ? eventTime : at);
  const line = (said: Said, deliveredAt: string | null = at) => ({
    ...awsEvent(id, time, said),
    deliveredAt,
  });
  if (rule === 'evidence' && alarmId !== undefined) return line(alertIn(channelArn, evidence));
  if (rule === 'evidence' && (connected !== undefined || report !== undefined)) {
    const arn = flows[String(evidence['site'] ?? evidence[formerNames.site])]?.[Number(evidence['pipeline'])];
    // Without it nobody can say which flow that was.
    return arn === undefined ? null : line(saidOfFlow(arn, flowNewsIn(evidence)));
  }
  if (rule === 'observation' && attachment !== undefined) {
    return line(inputChangeIn(channelArn, evidence), 'action' in evidence ? at : null);
  }
  if (rule === 'observation' && state !== undefined) return line(stateIn(channelArn, evidence));
  if (rule === 'command' && typeof order === 'string') return orderOf(channelArn, at, evidence);
  if (rule === 'command' && kind === 'manual') {
    return orderOf(channelArn, at, { ...evidence, order: 'switch' });
  }
  return null;
}

type Evidence = LoggedDecision['evidence'];

const pipelineIn = ({ pipeline }: Evidence): PipelineId => (pipeline === '1' ? '1' : '0');

function alertIn(channelArn: string, evidence: Evidence): Said {
  const { alarmId, alarmState, alertType, message = '' } = evidence;
  return alert.sample(channelArn, {
    type: 'alert',
    pipeline: pipelineIn(evidence),
    alarmId: String(alarmId),
    alarmState: alarmState === 'cleared' ? 'cleared' : 'set',
    alertType: String(alertType),
    message: String(message),
  });
}

function inputChangeIn(channelArn: string, evidence: Evidence): Said {
  const { attachment, action = null } = evidence;
  return inputChange.sample(channelArn, {
    type: 'input-change',
    pipeline: pipelineIn(evidence),
    attachment: String(attachment),
    actionName: action === null ? null : String(action),
  });
}

function stateIn(channelArn: string, evidence: Evidence): Said {
  const { state, pipeline: given = null } = evidence;
  const pipeline = given === null ? null : pipelineIn(evidence);
  return stateChange.sample(channelArn, { type: 'channel-state', state: String(state), pipeline });
}

function orderOf(channelArn: string, at: string, { order, to, by, reason, until }: Evidence): RecordedLine {
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

/** What MediaConnect had said when this evidence was logged. */
function flowNewsIn(evidence: Evidence): FlowSaid {
  const { report, status, flags, code, errored, message } = evidence;
  switch (report) {
    case undefined:
      return healthIn(evidence);
    case 'status':
    case 'maintenance':
      return { kind: report, status: String(status) };
    case 'content':
      return {
        kind: report,
        flags: String(flags ?? '')
          .split(' ')
          .filter((flag) => flag !== ''),
      };
    default:
      return { kind: 'error', code: String(code), errored: errored === true, message: String(message ?? '') };
  }
}

/** A previous that is null: there was nothing before. */
function healthIn({ connected, bitrateZero, previous, transportErrors }: Evidence): FlowSaid {
  return {
    kind: 'health',
    source: null,
    current: {
      connected: connected === true || bitrateZero === true,
      ...(bitrateZero === true && { bitrateZero }),
      ...(transportErrors === true && { transportErrors }),
    },
    ...(previous !== undefined && { previous: previous === null ? null : { connected: previous === true } }),
  };
}
