// A fresh process for every sample: how long the bundle takes to load, and how long its first call takes.
import { createRequire } from 'node:module';

const [bundle, event] = process.argv.slice(2);
const started = performance.now();
const { handler } = createRequire(import.meta.url)(bundle);
const loaded = performance.now();
const context = { getRemainingTimeInMillis: () => 20_000, awsRequestId: 'bench', functionName: 'bench' };
await handler(JSON.parse(event), context);
const called = performance.now();
// The handlers write their own log lines to standard output; the figures go apart from them.
process.stderr.write(`\n${JSON.stringify({ initMs: loaded - started, firstCallMs: called - loaded })}`);
process.exit(0);
