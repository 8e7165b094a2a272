import { afterEach } from '@jest/globals';
import { mediaStack } from '../fixtures/media-stack.ts';
import { manualClock } from '../manual-clock.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** A media side of its own for a test, which is closed after it. */
export const openMediaStack = async () => {
  const clock = manualClock();
  const stack = await mediaStack(clock);
  open.push(stack);
  return { ...stack, clock };
};
