import type { Alert, AlertLog } from './alert-log.ts';
import type { ChannelChangeBody } from './channel-change.ts';
import type { ChannelContext } from './channel-context.ts';
import type { PipelineId } from './pipeline-id.ts';
import type { PipelineHost } from './pipeline.ts';

/** Alert 5007 (UG/monitor-activity-types-alerts-channels); the event carries its wording, not its number. */
const probeAlertType = 'Initial Probe is Taking Longer Than Expected';

/**
 * What a channel gives its pipelines: the feeds, and the telling of what they find: to those who watch the channel, into
 * its alerts, and on the bus.
 *
 * @param changed - passes a change on; `at` is epoch ms, now when it is left out
 */
export function pipelineHost(
  context: ChannelContext,
  alerts: AlertLog,
  changed: (change: ChannelChangeBody, at?: number) => void,
): PipelineHost {
  const { clock, knobs, events } = context;
  const tell = ({ id: alarmId, type, pipeline }: Alert, state: 'SET' | 'CLEARED'): void => {
    changed({ kind: 'alert', pipeline, alarmId, type, state });
  };
  const set = (pipeline: PipelineId, type: string, message: string): Alert => {
    const alert = alerts.set({ pipeline, type, message, setAt: clock.now() });
    tell(alert, 'SET');
    events.alert(alert, 'SET');
    return alert;
  };
  return {
    clock,
    knobs,
    feed: (attachment, pipeline) => context.feed(attachment, pipeline),
    onAir: (pipeline, attachment, action, at) => {
      changed({ kind: 'on-air', pipeline, attachment, action }, at);
      events.inputChange(pipeline, attachment, action);
    },
    ingest: (pipeline, attachment, state) => {
      changed({ kind: 'ingest', pipeline, attachment, state });
    },
    setLossAlerts: (pipeline, attachment, isStart) => {
      const label = context.lossLabel(attachment, pipeline);
      const probe = `Initial probe is taking longer than expected on [${label}]`;
      const lossAlertType = context.lossAlert(attachment);
      const words =
        lossAlertType === 'Stopped Receiving UDP Input' ? 'Stopped receiving network data' : lossAlertType;
      const loss = `${words} on [${label}]`;
      return [
        ...(isStart ? [set(pipeline, probeAlertType, probe)] : []),
        ...(!isStart || knobs.lossAlertAtStart ? [set(pipeline, lossAlertType, loss)] : []),
      ];
    },
    clearAlert: (alert, announced) => {
      alerts.clear(alert, clock.now());
      tell(alert, 'CLEARED');
      if (announced) events.alert(alert, 'CLEARED');
    },
  };
}
