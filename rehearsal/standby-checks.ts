import { callsAtMost, exactly, within, type Check } from './check.ts';
import { closingChecks, lossMs } from './failover-checks.ts';
import { confirmMs } from './rehearsal.ts';
import type { DrillStage } from './drill-stage.ts';

/** A dead standby is told within this long of the event that says so (design section 11). */
const toldMs = 10_000;
/** On the way from evidence to people. */
const marginMs = 1500;

/** Waits for people to be told that the standby is lost, which it has been since `from`. */
export async function standbyLostChecks(stage: DrillStage, from: number): Promise<readonly Check[]> {
  const told = await stage.until(() => stage.seen.told('standby-lost', from)[0], toldMs + 15_000);
  return [within('people told: the standby is lost', told && told.at - from, toldMs)];
}

/** Cuts A while B is dead and known to be: with two sites there is nowhere to go, and that is told. */
export async function nowhereToGoChecks(stage: DrillStage): Promise<readonly Check[]> {
  const { seen, rehearsal } = stage;
  const window = confirmMs(rehearsal);
  const zeroAt = stage.zero();
  await stage.site('A').cut();
  const prevented = await stage.until(
    () => seen.told('failover-prevented', zeroAt)[0],
    lossMs + window + 10_000,
  );
  const calls = seen.mediaLiveCalls('Controller', zeroAt, prevented?.at ?? Infinity);
  await stage.rest(window + 5000);
  return [
    within(
      'people told: nothing can be done',
      prevented && prevented.at - zeroAt,
      lossMs + window + marginMs,
      `${lossMs / 1000} + ${window / 1000} + ${marginMs / 1000}`,
    ),
    exactly('switches onto the dead site', seen.switches.length, 0),
    callsAtMost('MediaLive calls until that was told', calls, 2),
    ...(await closingChecks(stage, { switches: 0, onAir: 'A' })),
  ];
}
