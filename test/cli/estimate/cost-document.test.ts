import { describe, expect, it } from '@jest/globals';
import { existingChannels } from '../../../bench/existing-channels.ts';
import { estimate, type Estimate } from '../../../cli/estimate/estimate.ts';
import { readPriceList } from '../../../cli/estimate/price-list.ts';
import { monthHours } from '../../../cli/estimate/usage.ts';
import { deploymentLimits } from '../../../config/deployment-limits.ts';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { GeneratedPart } from '../../generated-part.ts';

/**
 * Goal: docs/architecture.md has the prices that `failover estimate` comes to. After a change of what runs or of a price, run this
 * test with UPDATE_COSTS=1 to write the table anew.
 */
const costs = new GeneratedPart('architecture.md', 'costs');
const counts = [1, 10, 100, 400, deploymentLimits.existing];

describe('the table of costs', () => {
  it('is what the estimate comes to', async () => {
    const expected = await costs.formatted(costTable());
    if (process.env['UPDATE_COSTS'] === '1') costs.write(expected);
    expect(costs.read()).toBe(expected);
  });

  it('has one channel for less than 9 dollars a month, and for less than 5 without the dashboard and with a key that exists', () => {
    expect(sheetOf(1, false).usd).toBeLessThan(9);
    expect(sheetOf(1, true).usd).toBeLessThan(5);
  });
});

/** Of channels that exist, with four flows each, two of them behind the standby. */
function sheetOf(channels: number, isSmall: boolean): Estimate {
  const { controlPlane, notifications, ...given } = parseConfiguration(
    existingChannels({ channels }),
    'test.yaml',
  );
  const keyArn = 'arn:aws:kms:eu-west-1:000000000000:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
  const configuration = isSmall
    ? {
        ...given,
        controlPlane: { ...controlPlane, dashboard: false },
        notifications: { ...notifications, keyArn },
      }
    : { ...given, controlPlane, notifications };
  return estimate(configuration, readPriceList(), { hours: monthHours, viewers: 0 });
}

function costTable(): string {
  const sheets = counts.map((channels) => sheetOf(channels, false));
  const row = (what: string, cells: readonly string[]) => `| ${[what, ...cells].join(' | ')} |`;
  const usd = (values: readonly number[]) => values.map((value) => value.toFixed(2));
  const whats = [...new Set(sheets.flatMap((sheet) => linesOf(sheet).map(({ what }) => what)))];
  return [
    row(
      'USD a month, channels',
      counts.map((count) => count.toLocaleString('en')),
    ),
    row(
      '---',
      counts.map(() => '---:'),
    ),
    ...whats.map((what) =>
      row(what, usd(sheets.map((sheet) => linesOf(sheet).find((line) => line.what === what)?.usd ?? 0))),
    ),
    row('**sum**', usd(sheets.map((sheet) => sheet.usd))),
    row('a channel', usd(sheets.map((sheet, index) => sheet.usd / (counts[index] ?? NaN)))),
    row('sum, no dashboard, a key that exists', usd(counts.map((channels) => sheetOf(channels, true).usd))),
  ].join('\n');
}

function linesOf({ parts }: Estimate) {
  return parts.flatMap(({ lines }) => lines);
}
