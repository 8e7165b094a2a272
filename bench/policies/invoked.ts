import type { Millis } from '../../core/model/group.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';

/** EventBridge invokes functions asynchronously: what fails is tried twice more (Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous invocation"). */
const retriesAfterMs: readonly Millis[] = [60_000, 120_000];

/** Invokes a function as EventBridge does; time stands still while it works. */
export function invokeAsynchronously(
  time: VirtualTime,
  work: () => Promise<unknown>,
  [afterMs, ...later] = retriesAfterMs,
): void {
  const attempt = work().catch(() => {
    if (afterMs === undefined) return;
    time.after(afterMs, () => {
      invokeAsynchronously(time, work, later);
    });
  });
  time.hold(attempt);
}
