import { twinAccount } from './account.ts';
import { help, readCommandLine, type Command } from './command-line.ts';
import type { ObservedCall } from './gateway/observed-call.ts';
import type { InputSpec } from './estate.ts';
import { startSource, type Source } from './media/source.ts';
import { startTwin, type Twin } from './twin.ts';

/** Resolves at Ctrl-C, at termination, and when the terminal closes. */
const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });

const describeCall = ({
  service,
  operation,
  status,
  functionName,
  receivedAt,
  finishedAt,
}: ObservedCall): string =>
  `${service} ${operation ?? '?'} ${status} ${finishedAt - receivedAt} ms ${functionName ?? ''}`.trimEnd();

const watch = (twin: Twin, { showLogs, showCalls }: Command): void => {
  if (showLogs) {
    twin.functions.logs.subscribe(({ functionName, text }) => {
      console.log(`[${functionName}] ${text}`);
    });
  }
  if (showCalls) {
    twin.calls.subscribe((call) => {
      console.log(describeCall(call));
    });
  }
};

/** The CDK's command line remembers on disk which account an access key is of. */
const accessKeyOf = ({ id }: Twin['account']): string => (id === twinAccount ? 'twin' : `twin${id}`);

const describeTwin = ({ endpoint, account, region, stacks, flows, pushEndpoints }: Twin): string => {
  const lines = stacks.flatMap(({ name, outputs }) => [
    `Stack ${name}`,
    ...Object.entries(outputs).map(([output, value]) => `  ${output} = ${value}`),
  ]);
  const ingests = flows.all.flatMap(({ spec }) =>
    flows.ingest(spec.arn).map(({ host, port }) => `Flow ${spec.name} listens on rtp://${host}:${port}`),
  );
  const ports = [...pushEndpoints].map(
    ([id, endpoints]) =>
      `Input ${id} listens for RTP, shown as ${endpoints.map(({ url }) => url).join(' and ')}`,
  );
  const environment = `AWS_ENDPOINT_URL=${endpoint} AWS_ACCESS_KEY_ID=${accessKeyOf(account)} AWS_SECRET_ACCESS_KEY=twin AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`;
  return [
    ...lines,
    ...ingests,
    ...ports,
    '',
    `The twin listens on ${endpoint}. In another terminal:`,
    '',
    `export ${environment}`,
    ...(stacks.length === 0
      ? [
          'npx cdk bootstrap -c config=examples/one-channel-zixi.yaml',
          'npx cdk deploy -c config=examples/one-channel-zixi.yaml --all',
        ]
      : ['aws lambda list-functions --query "Functions[].FunctionName"', 'node bin/failover.mjs list']),
    '',
    'Ctrl-C ends it.',
  ].join('\n');
};

/** A contribution site for each input but files: one process that streams to both pipelines. */
const streamInto = (twin: Twin, inputs: readonly InputSpec[]): readonly Source[] =>
  inputs.flatMap(({ id, name, flowArns }) => {
    const ports = twin.pushEndpoints.get(id) ?? [];
    const target = [...flowArns.flatMap((arn) => twin.flows.ingest(arn)), ...ports];
    return target.length === 0 ? [] : startSource({ site: name.slice(-1).toUpperCase(), target });
  });

const run = async (argv: readonly string[]): Promise<void> => {
  const command = readCommandLine(argv);
  if (command === undefined) {
    console.log(help);
    return;
  }
  const stopped = untilStopped();
  const sources: Source[] = [];
  const starting = startTwin({
    ...command.options,
    onStarted: (twin) => {
      watch(twin, command);
      if (command.stream) sources.push(...streamInto(twin, command.options.estate.inputs));
    },
  });
  // A Ctrl-C during the deployment waits for what is being made, and then takes it down again.
  try {
    const twin = await starting;
    console.log(describeTwin(twin));
    await stopped;
    await twin.stop();
  } finally {
    await Promise.all(sources.map((source) => source.stop()));
  }
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
