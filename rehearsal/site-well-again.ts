import type { DrillStage } from './drill-stage.ts';
import { isSettled } from './operator.ts';

/** What a site may take to count as well again: its clear window, and the reconciler's next look. */
const wellAgainMs = 90_000;

/** A site that was cut sends again; resolves when the control plane says that it is well, or with false when that takes too long. */
export async function resumeUntilWell(stage: DrillStage, site: string): Promise<boolean> {
  await stage.site(site).resume();
  const isWell = await stage.until(
    async () => {
      const status = await stage.status();
      const own = status?.sites.find(({ name }) => name === site);
      if (own === undefined || !isSettled(status)) return false;
      const { '0': first, '1': second } = own.pipelines;
      return first.status === 'healthy' && second.status === 'healthy';
    },
    wellAgainMs,
    500,
  );
  return isWell !== undefined;
}
