import { KnownError } from '../../config/known-error.ts';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { adopt as adoptChannels } from '../adopt/adopted.ts';
import { configurationText } from '../adopt/configuration-text.ts';
import { estateOf } from '../adopt/estate-of.ts';
import { findChannels } from '../adopt/found.ts';
import { parseCommandLine, placeOptionsHelp } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-code.ts';

const help = `Usage: failover adopt [CHANNEL...] [options]

Writes the configuration file of channels that exist: it reads them, their inputs and the flows behind, with
your own permissions, so that no ARN has to be typed. CHANNEL is an ARN, id or name; without one, all of the
region. What only a person can say stands in the file as "# question:".

      --name NAME        the name of the deployment; else failover
      --estate           write the twin's estate instead: npm run twin -- --config FILE --estate FILE
      --json             answer in JSON, for programs
${placeOptionsHelp}

Example:
  failover adopt --region eu-west-1 > my-channels.yaml
  failover adopt --region eu-west-1 --estate > my-estate.json`;

export const adopt: Command = {
  help,
  run: async (args, io) => {
    const { values, others } = parseCommandLine(args, {
      command: 'adopt',
      options: {
        json: { type: 'boolean' },
        region: { type: 'string' },
        name: { type: 'string' },
        estate: { type: 'boolean' },
      },
      words: [],
      more: true,
    });
    const media = await io.openMedia({ region: values.region ?? regionOf(others) }, io.err);
    const found = await findChannels(media, others);
    const { adopted, leftOut } = adoptChannels(found);
    if (adopted.length === 0) {
      const why = found.length === 0 ? 'There is no channel here.' : leftOut.join(' ');
      throw new KnownError(
        `There is no channel to adopt. ${why}`,
        'Check --region and --profile; "failover check" says what a channel lacks.',
      );
    }
    if (values.estate === true) {
      io.out(JSON.stringify(estateOf(found), null, 2));
      return exitCodes.ok;
    }
    const text = configurationText(adopted, { name: values.name ?? 'failover', leftOut });
    // What it has written it can read, or it says why not: a name that is not allowed, too many channels.
    parseConfiguration(text, 'The file that would be written');
    const questions = [
      ...leftOut,
      ...adopted.flatMap(({ name, questions: own }) => own.map((one) => `${name}: ${one}`)),
    ];
    io.out(values.json === true ? JSON.stringify({ ok: true, text, questions }, null, 2) : text);
    io.err(
      `${adopted.length} of ${found.length} channels, ${questions.length} questions of single channels: look for "# question:".`,
    );
    return exitCodes.ok;
  },
};

function regionOf(called: readonly string[]): string | undefined {
  return called.find((name) => name.startsWith('arn:'))?.split(':')[3];
}
