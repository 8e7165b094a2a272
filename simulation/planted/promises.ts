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
  outbox: 'what was decided happens, once',
} as const;

export type Promised = keyof typeof promises;
