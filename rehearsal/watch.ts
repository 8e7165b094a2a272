import type { AwsEvent } from '../twin/event-bus.ts';
import type { ChannelChange } from '../twin/medialive/channel/channel-change.ts';
import type { Twin } from '../twin/twin.ts';
import { decisionsIn, type LoggedDecision } from './decision-log.ts';
import { sourceFailoverIn, sourceHealthIn } from './flow-event.ts';
import { notificationIn } from './notification.ts';
import type { Entry, Timeline, Tone } from './timeline.ts';

/** Writes what happens in a twin into a timeline, as it happens. */
export function watch(twin: Twin, timeline: Timeline): void {
  const add = (who: string, what: string, tone: Tone, at = Date.now()): void => {
    timeline.add({ at, who, what, tone });
  };
  twin.channels.subscribe((change) => {
    for (const entry of describeChange(change, timeline)) timeline.add(entry);
  });
  twin.events.subscribe(({ event, at }) => {
    const told = flowWords(event);
    if (told !== undefined && isNews(event)) add('MediaConnect', told.what, told.tone, at);
  });
  twin.deliveries.subscribe(({ event, outcome, copy, at }) => {
    if (outcome !== 'delivered') {
      add('EventBridge', `${outcome}: ${shortEvent(event)}`, isNews(event) ? 'bad' : 'quiet', at);
    }
    if (outcome === 'delivered' && copy > 1) {
      add('EventBridge', `delivered again: ${shortEvent(event)}`, 'quiet', at);
    }
  });
  twin.calls.subscribe((observed) => {
    const { service, operation = '?', status, functionName, receivedAt, finishedAt, reply } = observed;
    const notification = notificationIn(observed);
    if (notification !== undefined) {
      add('people', `told: "${notification.subject}"`, 'plain', receivedAt);
    } else if (service === 'medialive' && status >= 400) {
      add('MediaLive', `refused ${operation} (${status}): ${String(reply.body)}`, 'bad', finishedAt);
    } else if (service === 'medialive') {
      add('MediaLive', `${operation} from ${functionName ?? 'outside'}`, 'quiet', receivedAt);
    }
  });
  const known = new Set<string>();
  twin.functions.logs.subscribe(({ text, at }) => {
    for (const decision of decisionsIn(text)) {
      const sentence = `${decision.rule}: ${decision.why}`;
      add('control', decisionWords(decision), known.has(sentence) ? 'quiet' : toneOf(decision), at);
      known.add(sentence);
    }
  });
  twin.functions.invocations.subscribe(({ outcome, finishedAt }) => {
    if (outcome.kind === 'failed') add('control', `DIED: ${outcome.error.errorMessage}`, 'bad', finishedAt);
  });
}

/** An AWS service says it, and for the first time: not an application, nor somebody who has an archive replayed. */
function isNews(event: AwsEvent): boolean {
  return event.source.startsWith('aws.') && event['replay-name'] === undefined;
}

/** What MediaConnect says of a flow, where it says that something has changed. */
function flowWords(event: AwsEvent): Pick<Entry, 'what' | 'tone'> | undefined {
  const health = sourceHealthIn(event);
  if (health !== undefined) {
    const { flowArn, source, state } = health;
    return {
      what: `flow ${nameOf(flowArn)}: source ${source} ${state}`,
      tone: state === 'CONNECTED' ? 'good' : 'bad',
    };
  }
  const failover = sourceFailoverIn(event);
  if (failover === undefined) return undefined;
  const { flowArn, failedOver } = failover;
  return failedOver
    ? { what: `flow ${nameOf(flowArn)}: FAILED OVER to its other source`, tone: 'act' }
    : { what: `flow ${nameOf(flowArn)}: back on its first source`, tone: 'good' };
}

const nameOf = (flowArn: string): string => flowArn.split(':').at(-1) ?? '';

function describeChange(change: ChannelChange, timeline: Timeline): readonly Entry[] {
  const { at } = change;
  switch (change.kind) {
    case 'state':
      return [{ at, who: 'MediaLive', what: `channel ${change.state}`, tone: 'plain' }];
    case 'on-air':
      return [{ at, who: pipelineOf(change), what: `ON AIR: ${change.attachment}`, tone: 'act' }];
    case 'off-air':
      return [{ at, who: pipelineOf(change), what: 'OFF AIR', tone: 'bad' }];
    case 'ingest': {
      const what = `${change.attachment}: packets ${change.state}`;
      return [{ at, who: pipelineOf(change), what, tone: 'quiet' }];
    }
    case 'alert': {
      const tone = change.state === 'SET' ? 'bad' : 'good';
      return [{ at, who: pipelineOf(change), what: `alert ${change.state}: ${change.type}`, tone }];
    }
    case 'schedule': {
      const created = change.created.map(({ name, attachment = '', startsAt = at }) => {
        const when = (timeline.since(startsAt) / 1000).toFixed(2);
        return `scheduled: both pipelines to ${attachment} at T+${when} s (${name})`;
      });
      const deleted = change.deleted.map((name) => `taken out of the schedule: ${name}`);
      return [...created, ...deleted].map((what) => ({ at, who: 'MediaLive', what, tone: 'act' }));
    }
  }
}

const pipelineOf = ({ pipeline }: { readonly pipeline: number }): string => `pipeline ${pipeline}`;

/** Rules that speak of the trade's bookkeeping, not of the channel. */
const bookkeeping = new Set(['evidence', 'observation', 'timer', 'outbox', 'unwatched', 'stale-evidence']);

function toneOf({ rule, outcome }: LoggedDecision): Tone {
  if (outcome === 'switch') return 'act';
  if (outcome === 'prevented' || outcome === 'refused') return 'hold';
  if (bookkeeping.has(rule)) return 'quiet';
  if (outcome === 'none') return 'hold';
  return rule === 'verification' || rule === 'recovered' ? 'good' : 'plain';
}

function decisionWords({ rule, outcome, why }: LoggedDecision): string {
  switch (outcome) {
    case 'switch':
      return `${rule === 'failover' ? 'confirmed' : rule}, SWITCH: ${why}`;
    case 'prevented':
      return `NO SWITCH (${rule}): ${why}`;
    case 'none':
      return `nothing to do (${rule}): ${why}`;
    default:
      return `${rule}: ${why}`;
  }
}

/** `MediaLive Channel Alert, SET, pipeline 0`. */
function shortEvent({ 'detail-type': type, detail }: AwsEvent): string {
  const { alarm_state: state, pipeline } = detail;
  return [
    type,
    ...(typeof state === 'string' ? [state] : []),
    ...(typeof pipeline === 'string' ? [`pipeline ${pipeline}`] : []),
  ].join(', ');
}
