import type { Dice } from '../dice.ts';
import type { FlowCustoms } from '../../model/modelled-flow.ts';

/** The alert types that the modelled MediaLive raises. */
export const alertTypes = {
  noPackets: 'Stopped Receiving UDP Input',
  noVideo: 'Video Not Detected',
  /** 5007: no packets at the channel's start. */
  noStart: 'Initial Probe is Taking Longer Than Expected',
} as const;

/** Alerts of the modelled MediaLive that say that there is no picture, whatever the policy counts. */
export const noPicture: ReadonlySet<string> = new Set(Object.values(alertTypes));

/**
 * What AWS's documentation leaves open. A run has one answer to each, and keeps to it; over many runs the control plane has to
 * cope with all of them.
 */
export interface Customs extends FlowCustoms {
  /** Is the alert of an input declared over when the channel leaves it? */
  readonly clearsOnLeave: boolean;
  /** What is raised where there are no packets at a pipeline's start. */
  readonly atStart: readonly [string, ...string[]];
  /** An input that is only being prepared raises alerts too. */
  readonly alertsOfPrepared: boolean;
  /** What the message of an alert calls an input that no flow feeds: its attachment or its URL. */
  readonly messageNames: 'attachment' | 'url';
  /** How long MediaLive takes to notice that packets are back, at most. */
  readonly returnNoticedMs: number;
  /** How long MediaConnect takes to notice anything, at most (MC/source-failover: 500 ms). */
  readonly flowNoticedMs: number;
}

/** What was believed before anybody asked. */
export const plainCustoms: Customs = {
  clearsOnLeave: true,
  atStart: [alertTypes.noPackets],
  alertsOfPrepared: false,
  messageNames: 'attachment',
  returnNoticedMs: 1000,
  flowNoticedMs: 500,
  stopTellsHealth: true,
  namesPeer: true,
  listsErrors: true,
  analysesContent: false,
  tellsSources: false,
};

export function drawCustoms(dice: Dice): Customs {
  const often = (name: string, probability = 0.5) => dice.draw(`customs/${name}`) < probability;
  return {
    clearsOnLeave: often('clears-on-leave'),
    atStart: dice.pick<Customs['atStart']>('customs/at-start', [
      [alertTypes.noPackets],
      [alertTypes.noStart],
      [alertTypes.noStart, alertTypes.noPackets],
    ]),
    alertsOfPrepared: often('alerts-of-prepared', 0.3),
    messageNames: often('message-names') ? 'attachment' : 'url',
    returnNoticedMs: dice.pick('customs/return-noticed', [1000, 300]),
    flowNoticedMs: dice.pick('customs/flow-noticed', [500, 150]),
    stopTellsHealth: often('stop-tells-health'),
    namesPeer: often('names-peer', 0.6),
    listsErrors: often('lists-errors'),
    analysesContent: often('analyses-content'),
    tellsSources: often('tells-sources', 0.4),
  };
}
