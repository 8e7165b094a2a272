import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { lazyOperator } from '../cli/lazy-operator.ts';
import { main } from '../cli/main.ts';
import { onInterrupt, promptOnTerminal } from '../cli/terminal.ts';

// The SDK's notice about coming Node versions is for its developers; an operator has other things to read.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// The first version of AWS's own command line, and boto, know the region by this name.
const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
if (AWS_REGION === undefined && AWS_DEFAULT_REGION !== undefined) {
  process.env['AWS_REGION'] = AWS_DEFAULT_REGION;
}

const interruption = { happened: false };
process.exitCode = await main(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  now: () => new Date(),
  sleep: (ms) => sleep(ms),
  prompt: promptOnTerminal,
  onInterrupt: (act) =>
    onInterrupt(() => {
      interruption.happened = true;
      act();
    }),
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  env: process.env,
  useProfile: (name) => {
    process.env['AWS_PROFILE'] = name;
  },
  user: userInfo().username,
  ...(process.stdout.isTTY && { columns: process.stdout.columns }),
  connect: lazyOperator,
  openAccount: async (place, warn) => (await import('../cli/verify/aws-account.ts')).awsAccount(place, warn),
  openMedia: async (place, warn) => (await import('../cli/aws-media-reader.ts')).awsMediaReader(place, warn),
});

// What was asked may still be waited for, and nobody waits any longer.
if (interruption.happened) {
  process.exit();
}
