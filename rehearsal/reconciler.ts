import type { DrillStage } from './drill-stage.ts';

/** Deployed, the reconciler looks once a minute; a drill has it look this often, to save the time in between. */
export const reconcilerPeriodMs = 5000;

/** Has the reconciler's schedule fire faster than its template says. */
export function hastenReconciler(stage: DrillStage): void {
  stage.twin.schedules.setPeriodMs('Reconciliation', reconcilerPeriodMs);
  stage.note('drill', `the reconciler looks every ${reconcilerPeriodMs / 1000} s instead of every minute`);
}
