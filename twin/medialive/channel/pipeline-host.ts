import type { Alert, AlertLog } from './alert-log.ts';
import type { ChannelChangeBody } from './channel-change.ts';
import type { ChannelContext } from './channel-context.ts';
import type { PipelineHost } from './pipeline.ts';

/** Alert 5302 (UG/monitor-activity-types-alerts-channels); the event carries its wording, not its number. */
const lossAlertType = 'Stopped Receiving UDP Input';

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
    setLossAlert: (pipeline, attachment) => {
      const message = `Stopped receiving network data on [${context.lossLabel(attachment, pipeline)}]`;
      const alert = alerts.set({ pipeline, type: lossAlertType, message, setAt: clock.now() });
      tell(alert, 'SET');
      events.alert(alert, 'SET');
      return alert;
    },
    clearAlert: (alert, announced) => {
      alerts.clear(alert, clock.now());
      tell(alert, 'CLEARED');
      if (announced) events.alert(alert, 'CLEARED');
    },
  };
}
