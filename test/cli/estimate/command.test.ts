import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readPriceList } from '../../../cli/estimate/price-list.ts';
import { run } from '../setup.ts';
import { scratchFolder } from '../../scratch-folder.ts';

/** Goal: what the command prints, and that prices are data which anyone can check and replace. */
const folder = scratchFolder('failover-estimate');
const example = join(import.meta.dirname, '../../../examples/one-channel-zixi.yaml');

function priceFile(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('failover estimate', () => {
  it('prints a line for everything that is paid for, and marks assumed prices', async () => {
    const { exitCode, out } = await run(['estimate', example, '--hours', '100', '--viewers', '0']);

    expect(exitCode).toBe(0);
    expect(out).toMatch(/^~A: MediaConnect flows +32\.00 +2 flows × 100 h$/m);
    expect(out).toMatch(/^ main: CloudFront to viewers +0\.00 /m);
    expect(out).toMatch(/^flows running +\d+\.\d\d +as deployed/m);
    expect(out).toContain('100 hours of running, 0 viewers at a time, list prices of us-east-1');
    expect(out).toContain('~ The price is assumed');
  });

  it('gives programs every line with its price and arithmetic', async () => {
    const { out } = await run(['estimate', example, '--json']);

    const { parts, usd } = JSON.parse(out) as { parts: { usd: number; lines: object[] }[]; usd: number };
    expect(parts[0]?.lines[0]).toMatchObject({ price: 'mediaconnect-flow-hour', assumed: true });
    expect(usd).toBeCloseTo(parts.reduce((total, part) => total + part.usd, 0));
  });

  it('takes other prices, and says when they are no price list', async () => {
    const own = readPriceList();
    const prices = Object.fromEntries(
      Object.entries(own.prices).map(([id, price]) => [id, { ...price, usd: 0, basis: 'read' }]),
    );
    const free = await run([
      'estimate',
      example,
      '--prices',
      priceFile('free.json', { ...own, region: 'eu-west-1', prices }),
    ]);
    const broken = await run(['estimate', example, '--prices', priceFile('broken.json', { prices: {} })]);

    expect(free.out).toContain('Altogether 0.00 a month');
    expect(free.out).not.toContain('assumed');
    expect(broken).toMatchObject({ exitCode: 2, err: expect.stringContaining('is not a price list') });
  });

  it.each([
    [['estimate'], 'failover estimate needs CONFIG.'],
    [['estimate', 'nowhere.yaml'], 'the file cannot be read'],
    [['estimate', example, '--hours', '800'], '--hours 800 is not allowed.'],
    [['estimate', example, '--viewers', 'many'], '--viewers many is not allowed.'],
    [['estimate', example, '--prices', 'nowhere.json'], 'The prices cannot be read'],
  ])('refuses %j', async (line, message) => {
    expect(await run(line)).toMatchObject({ exitCode: 2, err: expect.stringContaining(message) });
  });
});

describe('the price list', () => {
  it('has for each price the date and the page that it is to be found on', () => {
    const prices = Object.values(readPriceList().prices);
    expect(prices.every(({ source }) => source.startsWith('https://aws.amazon.com/'))).toBe(true);
    expect(prices.every(({ usd }) => usd > 0)).toBe(true);
  });

  it('assumes nothing of what the control plane is made of', () => {
    const { prices } = readPriceList();
    const services = /^(lambda|sqs|scheduler|dynamodb|cloudwatch|kms)-/;
    const assumed = Object.entries(prices).filter(
      ([id, { basis }]) => services.test(id) && basis === 'assumed',
    );
    expect(assumed).toEqual([]);
  });
});
