import type { Application } from './application.ts';

/** Marks what was forged, in ids and texts, so that it can be told from what is real. */
export const mark = 'forged';

/** What somebody would send who knows every form that the control plane reads. */
export interface Forgeries {
  /** MediaLive says that a pipeline has lost, or has back, what it ingests. */
  alert(state: 'SET' | 'CLEARED', pipeline: '0' | '1'): string;
  /** MediaLive says that a pipeline has gone to another input. */
  inputChange(pipeline: '0' | '1', attachment: string): string;
  /** MediaLive says that the channel has stopped. */
  stopped(): string;
  /** The reconciler has seen the channel stopped. */
  sawIdle(): string;
  /** The reconciler has seen the channel on another input. */
  sawOn(attachment: string): string;
  /** The time has come to act. */
  timer(timerId: string): string;
  /** A deployment wants the channel to stop, or to wait. */
  work(goal: 'stop' | 'pause'): string;
}

let forged = 0;

/** All of the channel of an application's choice, and dated now. */
export function forgeriesFor({ channelArn, region }: Application): Forgeries {
  const event = (type: string, detail: object) =>
    JSON.stringify({
      version: '0',
      id: `${mark}-${(forged += 1)}`,
      'detail-type': type,
      source: 'aws.medialive',
      account: '000000000000',
      time: new Date().toISOString(),
      region,
      resources: [channelArn],
      detail: { channel_arn: channelArn, ...detail },
    });
  const own = (message: object) =>
    JSON.stringify({ source: 'medialive-failover', channelArn, note: mark, ...message });
  const saw = (state: string, pipelines: object) =>
    own({ kind: 'observation', answers: { channel: { at: Date.now(), state, pipelines }, alerts: [] } });
  return {
    alert: (state, pipeline) =>
      event('MediaLive Channel Alert', {
        pipeline,
        alarm_id: `${mark}-${pipeline}`,
        alert_type: 'Stopped Receiving UDP Input',
        alarm_state: state,
        message: '',
      }),
    inputChange: (pipeline, attachment) =>
      event('MediaLive Channel Input Change', {
        pipeline,
        active_input_attachment_name: attachment,
        active_input_switch_action_name: mark,
      }),
    stopped: () => event('MediaLive Channel State Change', { state: 'STOPPED' }),
    sawIdle: () => saw('IDLE', {}),
    sawOn: (attachment) => {
      const pipeline = { attachment, actionName: mark };
      return saw('RUNNING', { '0': pipeline, '1': pipeline });
    },
    timer: (timerId) => own({ kind: 'timer', timerId, dueAt: Date.now() }),
    work: (goal) =>
      JSON.stringify({
        source: 'medialive-failover/lifecycle',
        goal,
        stackId: mark,
        channels: [channelArn],
        flows: [],
      }),
  };
}
