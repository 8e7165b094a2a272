import type { BatchFate } from '../../../twin/lambda/batch-fate.ts';
import type { Act, Fault } from '../fault.ts';

/** Batches with a message of the channel meet a fate of their own, `times` of them. */
function batchFault(name: string, summary: string, fate: BatchFate, times: number): Fault {
  return {
    name,
    summary,
    channels: 1,
    strike: ({ twin }, [channel]) => {
      let hits = 0;
      twin.setBatchFate((messages) => {
        const isIt = channel !== undefined && messages.some(({ Body }) => Body.includes(channel.arn));
        if (!isIt || hits >= times) return 'once';
        hits += 1;
        return fate;
      });
      return { hits: () => hits };
    },
  };
}

const act = (fault: Fault): Act => ({ name: fault.name, faults: [fault], together: 1, apartMs: 0 });

/** What SQS and Lambda may do with batches. Each on a twin of its own: the fate of batches is chosen for all queues. */
export const batchActs: readonly Act[] = [
  batchFault('batches/twice', 'every batch is handed to two workers at the same time', 'twice', Infinity),
  batchFault('batches/undeleted', 'five batches are worked on and come back 40 s later', 'undeleted', 5),
  batchFault(
    'batches/throttled',
    'Lambda has no concurrency left for two batches, which come back 40 s later',
    'throttled',
    2,
  ),
].map(act);
