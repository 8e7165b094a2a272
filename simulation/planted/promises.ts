/**
 * What the control plane promises, in the order in which an outage meets it: what counts as evidence, what is decided from
 * it, what comes of the decision; and that decisions and their effects stay together. A planted bug breaks one of them.
 */
export const promises = {
  1: 'evidence counts for the site on air when it was raised',
  2: 'SET and CLEARED pair in either order',
  3: 'failing to ask never blocks a failover',
  4: 'a site is lost with all of its running pipelines',
  5: 'the target is available and well',
  6: 'no target: stay, tell, and act as soon as there is one',
  7: 'nothing automatic under a hold',
  8: 'failback only on good evidence of the better site',
  9: 'a switch is done when every running pipeline shows the target',
  10: 'pipelines that are apart are told of and put together',
  11: 'what an operator did is adopted, never fought',
  standby: 'never onto a dead standby that could have been known',
  refused: 'a site that is healthy is not refused for longer than 90 s',
  plan: 'no plan onto a site that is known to be dead',
  cancelled: 'what was taken back never happens',
  asked: 'MediaLive is asked before automation moves a channel',
  windows: 'windows and hours are kept',
  'last resort': 'nothing is off the air for longer than allowed beside a site that is healthy',
  told: 'people know what they rely on',
  budget: 'the budget is charged exactly',
  hold: 'a hold holds to the second, and a release gives everything back',
  pace: 'what a failing service costs a channel is bounded, and costs others nothing',
  outbox: 'what was decided happens, once',
} as const;

export type Promised = keyof typeof promises;
