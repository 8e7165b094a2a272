import type { OperatorDeps } from '../../control/operator/operator-deps.ts';
import type { Decider } from '../../control/loop/deps.ts';
import type { ControllerDeps } from '../../control/batch/process-batch.ts';
import type { ReconcilerDeps } from '../../control/reconcile/reconcile.ts';
import type { Promised } from './promises.ts';

export type AllDeps = ControllerDeps & OperatorDeps & ReconcilerDeps;

/** A mistake that somebody could make, put around the product without touching it. The simulation has to find it. */
export interface PlantedBug {
  readonly name: string;
  /** The promise it breaks, by its number in docs/simulation.md. */
  readonly promise: Promised;
  readonly decider?: (core: Decider) => Decider;
  readonly deps?: (deps: AllDeps) => AllDeps;
}
