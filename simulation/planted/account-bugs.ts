import type { Effect, NotificationEvent } from '../../core/model/effect.ts';
import type { Hold } from '../../core/model/group.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Mistakes in what people are told, and in the accounts that are kept of a channel. */
export const accountBugs: readonly PlantedBug[] = [
  { name: 'nobody is told what prevents a failover', promise: 'told', deps: silent('failover-prevented') },
  { name: 'nobody is told that one pipeline is lost', promise: 'told', deps: silent('degraded') },
  { name: 'nobody is told that trouble is over', promise: 'told', deps: silent('recovered') },
  { name: 'nobody is told that the standby is lost', promise: 'told', deps: silent('standby-lost') },
  {
    name: 'a completed switch names the sites the wrong way round',
    promise: 'told',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const after = transition(state, event, group);
        return { ...after, effects: after.effects.map(exchanged) };
      },
    }),
  },
  {
    name: 'a switch is charged twice',
    promise: 'budget',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const after = transition(state, event, group);
        const { recentSwitches } = after.state;
        const charged = recentSwitches.length > state.recentSwitches.length;
        return charged
          ? { ...after, state: { ...after.state, recentSwitches: [...recentSwitches, event.now] } }
          : after;
      },
    }),
  },
  {
    name: 'a hold lasts twenty seconds longer',
    promise: 'hold',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const hold = state.hold && longer(state.hold);
        const after = transition({ ...state, hold }, event, {
          ...group,
          hold: group.hold && longer(group.hold),
        });
        return after.state.hold === hold ? { ...after, state: { ...after.state, hold: state.hold } } : after;
      },
    }),
  },
  {
    name: 'a release gives automation nothing back',
    promise: 'hold',
    decider: ({ inquiryFor, transition }) => ({
      inquiryFor,
      transition: (state, event, group) => {
        const after = transition(state, event, group);
        const released = event.type === 'command' && event.command.action === 'release';
        return released ? { ...after, state: { ...after.state, intended: state.intended } } : after;
      },
    }),
  },
];

/** People do not get this message. */
function silent(kind: NotificationEvent): NonNullable<PlantedBug['deps']> {
  return (deps) => ({
    ...deps,
    notifier: {
      notify: (subject, notification) =>
        notification.event === kind ? Promise.resolve() : deps.notifier.notify(subject, notification),
    },
  });
}

function exchanged(effect: Effect): Effect {
  if (effect.type !== 'notify' || effect.notification.event !== 'switch-completed') return effect;
  const { original: current, current: original } = effect.notification;
  return { ...effect, notification: { ...effect.notification, original, current } };
}

function longer<H extends Hold>(hold: H): H {
  return hold.until === null ? hold : { ...hold, until: hold.until + 20_000 };
}
