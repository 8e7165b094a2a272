import { table } from '../table.ts';
import type { Estimate, Line, Part } from './estimate.ts';

/** The cost sheet, for people. */
export function renderEstimate({ region, assumptions, parts, usd }: Estimate): string {
  const assumed = parts.some(({ lines }) => lines.some((line) => line.assumed));
  return [
    ...parts.map(renderPart),
    `Altogether ${money(usd)} a month: ${assumptions.hours} hours of running, ${assumptions.viewers} viewers at a time, list prices of ${region} on demand,\nwithout taxes, free tiers, reservations and support. Channels that exist already are not in it.`,
    ...(assumed
      ? [
          '~ The price is assumed, not read off the price list: check it at its source, and give your own with --prices.',
        ]
      : []),
  ].join('\n\n');
}

function renderPart({ name, lines, usd, standby }: Part): string {
  const rows = [
    ...lines.map((line) => [
      `${line.assumed ? '~' : ' '}${line.what}`,
      right(money(line.usd)),
      line.arithmetic,
    ]),
    [' sum', right(money(usd)), ''],
  ];
  const sheet = table([name.toUpperCase(), '   USD A MONTH', 'HOW'], rows);
  if (standby.length === 0) return sheet;
  const modes = table(
    ['THE STANDBY OF IT', '   USD A MONTH', 'MEANS'],
    standby.map(({ mode, usd: cost, means }) => [mode, right(money(cost)), means]),
  );
  return `${sheet}\n\n${modes}`;
}

function money(usd: Line['usd']): string {
  return usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function right(text: string): string {
  return text.padStart('   USD A MONTH'.length);
}
