import type { OperatorRequest } from '../../control/operator/protocol.ts';
import type { Controller } from '../../replay/traced-world.ts';
import type { Post } from './contender.ts';
import { alertIn, type Alert } from './alert.ts';

/** A rule of EventBridge with a function behind it: what the contenders have that are not ours. */
export interface AlertFunction {
  alert(alert: Alert): void;
}

/**
 * Operators of a contender without a hold, a plan or a switch of its own do it by hand: they switch in MediaLive's console, and
 * to have a channel left alone they disable the rule that brings the alerts. That is the most that can be said for it.
 */
export function operatedByHand({ world, channelArn, attachments }: Post, behind: AlertFunction): Controller {
  let enabled = true;
  let acts = 0;
  let planned: string | null = null;
  const inConsole = (name: string, attachment: string, at: string | undefined) => {
    const start =
      at === undefined ? { type: 'immediate' as const } : { type: 'at' as const, at: Date.parse(at) };
    world.addForeign(channelArn, { name, kind: 'switch', attachment, start });
  };
  const order = (request: OperatorRequest): void => {
    switch (request.command) {
      case 'switch': {
        acts += 1;
        const name = `console-${acts}`;
        planned = request.at === undefined ? planned : name;
        // Sites are named A, B, … in the order of their attachments.
        const attachment = attachments[request.to.charCodeAt(0) - 'A'.charCodeAt(0)] ?? request.to;
        inConsole(name, attachment, request.at);
        return;
      }
      case 'cancel':
        if (planned !== null) world.withdrawForeign(channelArn, planned);
        return;
      case 'hold':
      case 'disable':
        enabled = false;
        return;
      case 'release':
      case 'enable':
        enabled = true;
        return;
      case 'list':
      case 'status':
      case 'history':
        return;
    }
  };
  return {
    order,
    deliver: (body) => {
      const alert = alertIn(body);
      if (enabled && alert !== null) behind.alert(alert);
    },
  };
}
