import { parseArgs } from 'node:util';
import { defaultQuotas, type Quotas } from './cloudformation/quotas.ts';
import { emptyEstate } from './estate.ts';
import { readEstate } from './estate-file.ts';
import { twinAccount } from './account.ts';
import type { TwinOptions } from './twin.ts';

export const help = `Usage: npm run twin -- [options]

Starts the twin of the AWS services, deploys the synthesized stacks into it, and runs until Ctrl-C.

  --assembly FOLDER     synthesized app to deploy (default: cdk.out; make it with "npx cdk synth --quiet -c config=FILE";
                        or "npm run twin -- --config FILE", which makes it itself)
  --empty               no app and no estate: an account as AWS gives it, with all its regions, for "npx cdk bootstrap" and
                        "npx cdk deploy"
  --estate FILE         JSON with the flows, inputs and channels that stand in the account (default: none)
  --stream              stream test pictures into every flow of the estate, a source for each input
  --account ID          account, when no estate says it: that of your configuration (default: ${twinAccount})
  --region REGION       region, when no estate says it (default: eu-west-1)
  --port PORT           port of the endpoint (default: any free one)
  --schedule-speed N    schedules fire N times faster than their template says (default: 1)
  --quotas              refuse what a new account refuses: more channels, inputs, flows … than AWS's defaults
  --quota TYPE=N        the same, after AWS has raised one: --quota AWS::MediaLive::Input=10, as often as you like
  --logs                print what the functions write
  --calls               print every call to the services
  --help                this text`;

export interface Command {
  readonly options: TwinOptions;
  /** Whether sources are to feed the estate's flows. */
  readonly stream: boolean;
  readonly showLogs: boolean;
  readonly showCalls: boolean;
}

/** Reads the command line; undefined asks for help. Throws with what is wrong and what is allowed. */
export const readCommandLine = (argv: readonly string[]): Command | undefined => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      assembly: { type: 'string', default: 'cdk.out' },
      empty: { type: 'boolean', default: false },
      estate: { type: 'string' },
      stream: { type: 'boolean', default: false },
      account: { type: 'string', default: twinAccount },
      region: { type: 'string', default: 'eu-west-1' },
      port: { type: 'string', default: '0' },
      'schedule-speed': { type: 'string', default: '1' },
      quotas: { type: 'boolean', default: false },
      quota: { type: 'string', multiple: true, default: [] },
      logs: { type: 'boolean', default: false },
      calls: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  const estate =
    values.estate === undefined || values.empty
      ? emptyEstate({ account: accountOf(values.account), region: values.region })
      : readEstate(values.estate);
  return {
    options: {
      assembly: values.empty ? [] : values.assembly,
      everyRegion: values.empty,
      estate,
      concurrency,
      port: numberOf('port', values.port, 0, 65_535),
      scheduleSpeed: numberOf('schedule-speed', values['schedule-speed'], 0.001, 100_000),
      ...((values.quotas || values.quota.length > 0) && { quotas: quotasOf(values.quota) }),
    },
    stream: values.stream && !values.empty,
    showLogs: values.logs,
    showCalls: values.calls,
  };
};

/** The defaults, but for those that have been raised. */
const quotasOf = (raised: readonly string[]): Quotas => ({
  ...defaultQuotas,
  ...Object.fromEntries(
    raised.map((text) => {
      const [type = '', value = ''] = text.split('=');
      if (!Object.hasOwn(defaultQuotas, type)) {
        throw new Error(
          `--quota must be TYPE=N, TYPE one of ${Object.keys(defaultQuotas).join(', ')}, not "${text}".`,
        );
      }
      return [type, numberOf('quota', value, 0, 100_000)];
    }),
  ),
});

/** The quota of an account that is not new: it is not Lambda's limits that are rehearsed. */
const concurrency = 1000;

const accountOf = (text: string): string => {
  if (!/^\d{12}$/.test(text)) throw new Error(`--account must have 12 digits, not "${text}".`);
  return text;
};

const numberOf = (name: string, text: string, min: number, max: number): number => {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value) || value < min || value > max) {
    throw new Error(`--${name} must be a number from ${min} to ${max}, not "${text}".`);
  }
  return value;
};
