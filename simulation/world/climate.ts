import type { Dice } from '../dice.ts';

/** How likely each kind of mishap is in a run. Most runs have a few kinds, so that each is met in company and alone. */
export interface Climate {
  /** EventBridge delivers at best effort. */
  readonly eventLost: number;
  readonly eventLate: number;
  readonly eventTwice: number;
  /** A message of the queue is handed out twice at a time. */
  readonly messageTwice: number;
  readonly messageLate: number;
  /** Calls that fail before or after their effect, or are slow. */
  readonly tableFails: number;
  readonly mediaLiveFails: number;
  readonly mediaConnectFails: number;
  readonly otherFails: number;
  /** The function dies at a call, before or after its effect. */
  readonly crash: number;
  /** The clocks of functions are off. */
  readonly clockOff: number;
  /** A pipeline does not carry out a switch. */
  readonly switchMissed: number;
  /** A reconciler run is left out. */
  readonly reconcilerLost: number;
  /** ListChannels leaves one out, DescribeChannel shows a running channel without its pipelines. */
  readonly channelUnseen: number;
  /** ListAlerts is late by seconds, or leaves some out. */
  readonly alertsOld: number;
}

const worst: Climate = {
  eventLost: 0.3,
  eventLate: 0.3,
  eventTwice: 0.2,
  messageTwice: 0.1,
  messageLate: 0.2,
  tableFails: 0.1,
  mediaLiveFails: 0.4,
  mediaConnectFails: 0.4,
  otherFails: 0.2,
  crash: 0.05,
  clockOff: 1,
  switchMissed: 0.1,
  reconcilerLost: 0.7,
  channelUnseen: 0.1,
  alertsOld: 0.1,
};

/** Nothing goes wrong by itself. */
export const fairWeather: Climate = {
  eventLost: 0,
  eventLate: 0,
  eventTwice: 0,
  messageTwice: 0,
  messageLate: 0,
  tableFails: 0,
  mediaLiveFails: 0,
  mediaConnectFails: 0,
  otherFails: 0,
  crash: 0,
  clockOff: 0,
  switchMissed: 0,
  reconcilerLost: 0,
  channelUnseen: 0,
  alertsOld: 0,
};

/** Draws the climate of a run. */
export function drawClimate(dice: Dice): Climate {
  const kinds = dice.pick('climate/how-bad', [0, 0.15, 0.4, 0.7]);
  const level = (name: keyof Climate): number =>
    dice.draw(`climate/${name}`) < kinds ? dice.draw(`climate/${name}/level`) * worst[name] : 0;
  // What has never been seen of AWS must be survived, and must not hide everything else.
  const rarely = (name: keyof Climate): number => (dice.draw(`climate/${name}/rare`) < 0.2 ? level(name) : 0);
  return {
    eventLost: level('eventLost'),
    eventLate: level('eventLate'),
    eventTwice: level('eventTwice'),
    messageTwice: level('messageTwice'),
    messageLate: level('messageLate'),
    tableFails: level('tableFails'),
    mediaLiveFails: level('mediaLiveFails'),
    mediaConnectFails: level('mediaConnectFails'),
    otherFails: level('otherFails'),
    crash: level('crash'),
    clockOff: level('clockOff'),
    switchMissed: level('switchMissed'),
    reconcilerLost: level('reconcilerLost'),
    channelUnseen: rarely('channelUnseen'),
    alertsOld: rarely('alertsOld'),
  };
}
