import { readdirSync, readFileSync } from 'node:fs';
import { tokens } from '../input/tokens.ts';
import { account, channelArnOf, flowArnOf } from '../plane/deployment.ts';

const traces = new URL('../../examples/traces/', import.meta.url);

/** The events of the corpus of recorded situations, as if they were of the channels that are deployed here, and of now. */
export function capturedEvents(): readonly unknown[] {
  const lines = readdirSync(traces)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .flatMap((file) => readFileSync(new URL(file, traces), 'utf8').split('\n'))
    .filter((line) => line !== '');
  return [...new Set(lines.map(asOfHere))].map((line) => JSON.parse(line) as unknown);
}

function asOfHere(line: string): string {
  return line
    .replace(/arn:aws:medialive:[\w-]+:\d+:channel:\d+/g, channelArnOf(1))
    .replace(
      /arn:aws:mediaconnect:[\w-]+:\d+:flow:[\w-]*?([ab])([01])[\w-]*:[\w-]+/gi,
      (_arn, site: string, pipeline) =>
        flowArnOf(1, site.toUpperCase() === 'A' ? 'A' : 'B', Number(pipeline)),
    )
    .replace(/site-a/g, 'site-A')
    .replace(/site-b/g, 'site-B')
    .replace(/"account":"\d+"/g, `"account":"${account}"`)
    .replace(/"time":"[^"]*"/g, `"time":"${tokens.iso(-1000)}"`)
    .replace(/,"deliveredAt":"[^"]*"/g, '');
}
