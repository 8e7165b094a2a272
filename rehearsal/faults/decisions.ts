import * as v from 'valibot';
import type { Recent } from '../../twin/gateway/recent.ts';
import type { FunctionLogLine } from '../../twin/lambda/invocation.ts';

const decided = v.pipe(
  v.string(),
  v.startsWith('{'),
  v.parseJson(),
  v.object({ message: v.literal('decided'), channel: v.string() }),
);

/** The channel that a line of a function's log says a decision on; undefined: it says none. */
export function decidedIn(line: string): string | undefined {
  const parsed = v.safeParse(decided, line);
  return parsed.success ? parsed.output.channel : undefined;
}

/** When decisions were made on each channel, as the functions log them. */
export class DecisionTimes {
  readonly #times = new Map<string, number[]>();

  /** Counts from now on. */
  constructor({ logs }: { readonly logs: Pick<Recent<FunctionLogLine>, 'subscribe'> }) {
    logs.subscribe(({ text, at }) => {
      const channelArn = decidedIn(text);
      if (channelArn !== undefined) this.#times.set(channelArn, [...(this.#times.get(channelArn) ?? []), at]);
    });
  }

  /** Epoch ms, in order. */
  of(channelArn: string, from: number, until: number): readonly number[] {
    return (this.#times.get(channelArn) ?? [])
      .filter((at) => at >= from && at < until)
      .toSorted((a, b) => a - b);
  }
}
