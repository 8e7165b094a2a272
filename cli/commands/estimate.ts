import { parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { placeOf } from '../../config/arn.ts';
import type { Configuration } from '../../config/configuration.ts';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { estimate as estimateOf } from '../estimate/estimate.ts';
import { readPriceList } from '../estimate/price-list.ts';
import { renderEstimate } from '../estimate/render.ts';
import { monthHours } from '../estimate/usage.ts';
import { exitCodes } from '../exit-code.ts';
import { KnownError } from '../../config/known-error.ts';

const help = `Usage: failover estimate CONFIG [options]

Says what a configuration costs a month, line by line with its arithmetic: flows, channel, origins, CDN, the
control plane while nothing happens; and what the standby costs in each way of keeping it. Asks nothing of
AWS. The prices are data, each with its date and source: cli/estimate/prices/us-east-1.json.

      --hours N          hours a month that the channels run; else ${monthHours}, which is always
      --viewers N        viewers at a time of each output with a CDN, on average; else 100
      --prices FILE      other prices, of another region or of a contract
      --json             answer in JSON, for programs

Example:
  failover estimate examples/one-channel-zixi.yaml --hours 200 --viewers 5000`;

export const estimate: Command = {
  help,
  run: (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'estimate',
      options: {
        hours: { type: 'string' },
        viewers: { type: 'string' },
        prices: { type: 'string' },
        json: { type: 'boolean' },
      },
      words: ['config'],
    });
    const assumptions = {
      hours: numberOf(values.hours, '--hours', monthHours, monthHours),
      viewers: numberOf(values.viewers, '--viewers', 100, 1e9),
    };
    const configuration = loadConfiguration(words.config);
    const sheet = estimateOf(configuration, readPriceList(values.prices), assumptions);
    const region = regionOf(configuration);
    if (region !== undefined && region !== sheet.region) {
      io.err(
        `Note: these are prices of ${sheet.region}, and the file is for ${region}: give those with --prices.`,
      );
    }
    io.out(values.json === true ? JSON.stringify(sheet, null, 2) : renderEstimate(sheet));
    return Promise.resolve(exitCodes.ok);
  },
};

function regionOf({ region, channels }: Configuration): string | undefined {
  const [arn] = channels.flatMap(({ existing }) => existing?.arn ?? []);
  return region ?? (arn === undefined ? undefined : placeOf(arn).region);
}

function numberOf(text: string | undefined, option: string, byDefault: number, most: number): number {
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= most) return value;
  throw new KnownError(`${option} ${text} is not allowed.`, `Allowed: a number from 0 to ${most}.`);
}
