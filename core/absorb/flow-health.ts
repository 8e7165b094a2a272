import { withHealth } from '../arrival.ts';
import { latestPossible, withEvidence } from '../health.ts';
import type { FlowHealthEvent } from '../model/event.ts';
import { healthOf, inputGroupNamed, inputGroupOnAir } from '../on-air.ts';
import { decide, type Turn } from '../turn.ts';

/**
 * MediaConnect's word on the flow behind an input group's pipeline: the only witness of a standby. Of two reports in one
 * second the connected one is the later, as a loss is reported no sooner than 500 ms after the last packet.
 */
export function absorbFlowHealth(turn: Turn, report: FlowHealthEvent): Turn {
  const { state, group, event } = turn;
  const inputGroup = inputGroupNamed(group, report.inputGroup);
  const flow = inputGroup?.flows[report.pipeline];
  const facts = {
    inputGroup: report.inputGroup,
    pipeline: report.pipeline,
    connected: report.connected,
    eventTime: new Date(report.at).toISOString(),
  };
  if (!inputGroup || !flow) {
    return decide(turn, 'unwatched', 'none', `${report.inputGroup} has no such flow in this group.`, facts);
  }
  if (report.scope === 'source' && flow.sources > 1) {
    const why = `One of ${flow.sources} sources of a flow: the flow itself decides.`;
    return decide(turn, 'unwatched', 'none', why, facts);
  }
  const health = healthOf(state, inputGroup.name)[report.pipeline];
  const known = health.flow;
  if (known && (report.at < known.at || (report.at === known.at && !report.connected))) {
    return decide(turn, 'stale-evidence', 'none', 'A newer report of this flow is known.', facts);
  }
  const view = {
    policy: group.policy,
    onAir: inputGroupOnAir(state, group, report.pipeline)?.name === inputGroup.name,
  };
  const changed = known?.connected !== report.connected;
  const from = changed ? latestPossible(report.at, event.now) : known.from;
  const mended = changed && report.connected && report.at >= (health.leftDownAt ?? report.at);
  const next = withEvidence(
    health,
    {
      flow: { connected: report.connected, at: report.at, from },
      leftDownAt: mended ? null : health.leftDownAt,
    },
    view,
    from,
  );
  const absorbed = { ...turn, state: withHealth(state, inputGroup.name, report.pipeline, next) };
  const why = `${inputGroup.name} on pipeline ${report.pipeline}: flow ${report.connected ? 'connected' : 'disconnected'}.`;
  return decide(absorbed, 'evidence', changed ? 'noted' : 'none', why, facts);
}
