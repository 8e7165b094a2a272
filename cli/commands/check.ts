import { parseCommandLine, placeOptionsHelp } from '../arguments.ts';
import { examine } from '../check/examine.ts';
import { configuredChannel, expectedChannel } from '../check/expected-channel.ts';
import type { ExpectedChannel } from '../check/facts.ts';
import { findMediaLiveChannel, gather } from '../check/gather.ts';
import { has, renderCheck } from '../check/render.ts';
import type { Command } from '../command.ts';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { KnownError } from '../../config/known-error.ts';
import { didYouMean } from '../../config/suggestion.ts';

const help = `Usage: failover check CHANNEL [options]

Looks at a MediaLive channel, its inputs, the flows behind them and its schedule, and names each thing to mend
before failover can be relied on. CHANNEL is its ARN, id or name; nothing of it has to be deployed or managed.
It only reads, with your own permissions. What each rule demands: docs/check.md.

  -c, --config FILE      the configuration that is to take charge of it: whether the two agree
      --strict           let warnings count as well
      --json             answer in JSON, for programs
${placeOptionsHelp}

Exit codes: 0 fit; 1 something has to be mended; 2 it could not be asked.

Examples:
  failover check arn:aws:medialive:eu-west-1:111122223333:channel:1234567
  failover check news-one --config my-channels.yaml --strict`;

export const check: Command = {
  help,
  run: async (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'check',
      options: {
        config: { type: 'string', short: 'c' },
        strict: { type: 'boolean' },
        json: { type: 'boolean' },
        region: { type: 'string' },
      },
      words: ['channel'],
    });
    const { called, expected } = wanted(words.channel, values.config);
    const media = await io.openMedia({ region: values.region ?? regionOf(called) }, io.err);
    const channel = await findMediaLiveChannel(media, called);
    const findings = examine(await gather(media, channel, { now: io.now().getTime(), expected }));
    const fit = !has(findings, 'error') && !(values.strict === true && has(findings, 'warning'));
    const { Arn: arn, Id: id, Name: name } = channel;
    io.out(
      values.json === true
        ? JSON.stringify({ channel: { arn, id, name }, fit, findings }, null, 2)
        : renderCheck(channel, findings, values.strict === true),
    );
    return fit ? exitCodes.ok : exitCodes.negative;
  },
};

/** The channel to look for, and what a configuration wants of it: there a channel may go by another name than in MediaLive. */
function wanted(
  called: string,
  file: string | undefined,
): { readonly called: string; readonly expected: ExpectedChannel | null } {
  if (file === undefined) return { called, expected: null };
  const configuration = loadConfiguration(file);
  const channel = configuredChannel(configuration, called);
  if (channel === undefined) {
    throw new KnownError(
      `${file} has no channel "${called}".${didYouMean(
        called,
        configuration.channels.map(({ name }) => name),
      )} It has ${configuration.channels.map(({ name }) => name).join(', ')}.`,
      'Name a channel of the configuration, by the name or ARN that it has there.',
    );
  }
  return { called: channel.existing?.arn ?? called, expected: expectedChannel(configuration, channel) };
}

function regionOf(called: string): string | undefined {
  return called.startsWith('arn:') ? called.split(':')[3] : undefined;
}
