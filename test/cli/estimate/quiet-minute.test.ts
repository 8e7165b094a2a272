import { describe, expect, it } from '@jest/globals';
import { itemBytes } from '../../../bench/item-bytes.ts';
import { countedMinute } from '../../../bench/looks/counted-minute.ts';
import { playAccount } from '../../../bench/looks/played-account.ts';
import { stateBytes } from '../../../cli/estimate/item-units.ts';
import { quietMinute, type QuietMinute } from '../../../cli/estimate/quiet-minute.ts';
import { defaultPolicy } from '../../../core/model/group.ts';
import { storedState } from '../../../aws/stored/state.ts';
import { keys } from '../../../aws/adapters/table-keys.ts';
import { startAt } from '../../../simulation/world/world.ts';

/** Goal: what is priced is what runs: the real reconciler and controller, counted on virtual time where their calls arrive. */
const latencyMs = 50;
const { maxAgeMs } = defaultPolicy.flow;

function estimated(channels: number, withFlows: boolean): QuietMinute {
  const standby = { flows: 2, maxAgeMs };
  return withFlows
    ? quietMinute({
        channels,
        flows: 4 * channels,
        standbys: Array.from({ length: channels }, () => standby),
      })
    : quietMinute({ channels, flows: 0, standbys: [] });
}

describe('a minute in which nothing happens, as it is priced', () => {
  // The rest is the age of a standby, and what is counted whole turns of timers (14 minutes), flows and questions.
  it.each([
    { channels: 1, withFlows: true, counted: 28 },
    { channels: 25, withFlows: true, counted: 28 },
    { channels: 100, withFlows: true, counted: 44 },
    { channels: 300, withFlows: false, counted: 5 },
    { channels: 500, withFlows: false, counted: 10 },
  ])('is within a tenth of what $channels channels do', async ({ channels, withFlows, counted }) => {
    const restMinutes = withFlows ? 16 : 5;
    const setting = { channels: [channels], latencyMs, minutes: restMinutes + counted, withFlows };
    const { allCalls: _, oldestLookSeconds: __, ...counts } = await countedMinute(setting, restMinutes);
    const priced: Readonly<Record<string, number>> = { ...estimated(channels, withFlows) };
    const off = Object.entries(counts).filter(
      ([what, count]) => !(Math.abs((priced[what] ?? NaN) - count) <= count / 10),
    );
    expect(off).toEqual([]);
  });

  it('reports no metric but the heartbeat and the age of the oldest look, beside the gauges', async () => {
    const { time, deployments } = playAccount({ channels: [1], latencyMs, minutes: 60, withFlows: true });
    await time.runUntil(startAt + 16 * 60_000);
    for (const { meter } of deployments) meter.reported.clear();
    await time.runUntil(startAt + 60 * 60_000);
    const reported = deployments.flatMap(({ meter }) => [...meter.reported]);
    expect(reported.toSorted()).toEqual(['OldestLookSeconds', 'ReconcilerRuns']);
  });

  it.each([true, false])('saves states of the size that is paid for (with flows: %s)', async (withFlows) => {
    const { time, deployments } = playAccount({ channels: [1], latencyMs, minutes: 20, withFlows });
    await time.runUntil(startAt + 20 * 60_000);
    const sizes = deployments.flatMap(({ table }) =>
      [...table.states].map(([channelArn, { state, savedAt }]) => {
        const item = { version: state.version, schemaVersion: state.schemaVersion, savedAt };
        return itemBytes(inWholeMillis({ ...keys.state(channelArn), ...item, state: storedState(state) }));
      }),
    );
    const priced = stateBytes.alone + (withFlows ? 4 * stateBytes.flow : 0);
    expect(sizes).toHaveLength(1);
    for (const size of sizes) expect(Math.abs(size - priced)).toBeLessThan(priced / 10);
  });
});

/** Virtual time has fractions, which would make its numbers longer. */
function inWholeMillis(item: object): Record<string, unknown> {
  const whole: unknown = JSON.parse(JSON.stringify(item), (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value) : value,
  );
  return whole as Record<string, unknown>;
}
