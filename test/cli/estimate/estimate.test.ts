import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from '@jest/globals';
import { estimate, type Estimate } from '../../../cli/estimate/estimate.ts';
import { readPriceList } from '../../../cli/estimate/price-list.ts';
import { monthHours } from '../../../cli/estimate/usage.ts';
import { loadConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { testApp } from '../../lib/synthesize.ts';

/** Goal: the sheet counts what is deployed, and its sums are those of its lines. */
const list = readPriceList();
const example = (name: string) =>
  loadConfiguration(join(import.meta.dirname, '../../../examples', `${name}.yaml`));
const sheetOf = (name: string, change: Partial<Estimate['assumptions']> = {}) =>
  estimate(example(name), list, { hours: monthHours, viewers: 100, ...change });
const zixi = sheetOf('one-channel-zixi');
const linesOf = ({ parts }: Estimate, name: string) =>
  new Map((parts.find((part) => part.name === name)?.lines ?? []).map((line) => [line.what, line]));

describe('the estimate of a configuration', () => {
  it('has a part for each channel that is built, and the control plane', () => {
    expect(sheetOf('three-channels').parts.map(({ name }) => name)).toEqual([
      'sports-one',
      'sports-two',
      'news-two',
      'control plane',
    ]);
    expect(sheetOf('control-plane').parts.map(({ name }) => name)).toEqual(['control plane']);
  });

  it('has a part for each channel without MediaLive, with as many alarms, secrets and keys as are deployed', () => {
    const sheet = sheetOf('ground-to-cloud');
    expect(sheet.parts.map(({ name }) => name)).toEqual(['arena-one', 'arena-two', 'shared']);
    const templates = buildDeployment(testApp(), example('ground-to-cloud')).map((stack) =>
      Template.fromStack(stack),
    );
    const count = (...types: readonly string[]) =>
      templates
        .flatMap((template) => types.map((type) => Object.keys(template.findResources(type)).length))
        .reduce((total, found) => total + found, 0);
    const quantity = (what: string) =>
      sheet.parts
        .flatMap(({ lines }) => lines.filter((line) => line.what === what))
        .reduce((total, line) => total + line.quantity, 0);
    expect(quantity('Alarms')).toBe(count('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'));
    expect(quantity('Secrets')).toBe(count('AWS::SecretsManager::Secret'));
    expect(quantity('Encryption key')).toBe(count('AWS::KMS::Key'));
  });

  it('counts the sweeper of an S3 output, which costs a few dollars a month', () => {
    const lines = [...linesOf(sheetOf('three-channels'), 'news-two').values()];
    const sweeper = lines.filter(({ what }) => what.startsWith('web: sweeper'));
    expect(sweeper).toHaveLength(3);
    expect(sweeper.reduce((total, { usd }) => total + usd, 0)).toBeLessThan(3);
  });

  it('keeps the control plane of one channel, while nothing happens, under nine dollars a month', () => {
    const [controlPlane] = sheetOf('control-plane').parts;
    expect(controlPlane?.name).toBe('control plane');
    expect(controlPlane?.usd).toBeLessThan(9);
  });

  it('counts neither a dashboard nor a key that the configuration does without', () => {
    const { controlPlane, ...given } = example('control-plane');
    const sheet = estimate(
      {
        ...given,
        controlPlane: { ...controlPlane, dashboard: false },
        notifications: { emails: [], keyArn: 'arn:aws:kms:eu-west-1:000000000000:key/1' },
      },
      list,
      { hours: monthHours, viewers: 0 },
    );
    expect(linesOf(sheet, 'control plane').has('Dashboard')).toBe(false);
    expect(linesOf(sheet, 'control plane').has('Encryption key')).toBe(false);
    expect(sheetOf('control-plane').usd - sheet.usd).toBeCloseTo(3 + 1);
  });

  it('counts what CloudWatch takes for the flows, where it is asked: two metrics each, every minute', () => {
    const paid = (name: string) =>
      linesOf(
        estimate({ ...example(name), standbyMetrics: true }, list, { hours: monthHours, viewers: 0 }),
        'control plane',
      ).get('Standby metrics');
    for (const name of ['control-plane', 'one-channel-zixi']) {
      expect(paid(name)?.usd).toBeCloseTo((43_800 * 4 * 2 * 0.01) / 1000);
      expect(paid(name)?.arithmetic).toBe('43,800 minutes × 4 flows × 2 metrics');
    }
    expect(linesOf(sheetOf('control-plane'), 'control plane').has('Standby metrics')).toBe(false);
  });

  it('counts the time that the reconciler takes to ask for details of flows', () => {
    const time = (name: string) => linesOf(sheetOf(name), 'control plane').get('Lambda time')?.arithmetic;
    expect(time('control-plane')).toContain('1.1 s × 0.5 GB');
    expect(time('three-channels')).toContain('1.3 s × 0.5 GB');
  });

  it('adds up', () => {
    for (const { lines, usd } of zixi.parts) {
      expect(usd).toBeCloseTo(lines.reduce((total, line) => total + line.usd, 0));
    }
    expect(zixi.usd).toBeCloseTo(zixi.parts.reduce((total, { usd }) => total + usd, 0));
  });

  it('counts as many flows, inputs and encodes as are deployed', () => {
    const stacks = buildDeployment(testApp(), example('one-channel-zixi'));
    const count = (type: string) =>
      stacks.reduce(
        (total, stack) => total + Object.keys(Template.fromStack(stack).findResources(type)).length,
        0,
      );
    const lines = [...linesOf(zixi, 'news-one').values()];
    const hoursOf = (price: string) =>
      lines
        .filter((line) => line.price.startsWith(price))
        .reduce((total, { quantity }) => total + quantity, 0);

    expect(hoursOf('mediaconnect-flow-hour')).toBe(count('AWS::MediaConnect::Flow') * monthHours);
    expect(hoursOf('medialive-input')).toBe(count('AWS::MediaLive::Input') * monthHours);
    expect(hoursOf('medialive-output')).toBe(4 * monthHours);
    const idle = linesOf(zixi, 'control plane');
    expect(idle.get('Alarms')?.quantity).toBe(count('AWS::CloudWatch::Alarm'));
    expect(idle.get('Encryption key')?.quantity).toBe(count('AWS::KMS::Key'));
    expect(idle.get('Dashboard')?.quantity).toBe(count('AWS::CloudWatch::Dashboard'));
  });

  it('counts a stream by its bits: 20 Mb/s for an hour are 9 GB', () => {
    const transfer = linesOf(sheetOf('one-channel-zixi', { hours: 1 }), 'news-one').get(
      'A: flows to MediaLive',
    );
    expect(transfer?.quantity).toBeCloseTo(2 * 9);
  });

  it('delivers twice to MediaPackage, and twice that with a second origin', () => {
    const one = linesOf(zixi, 'news-one').get('main: MediaPackage ingest');
    const two = linesOf(sheetOf('three-channels'), 'sports-one').get('main: MediaPackage ingest');
    expect(one?.arithmetic).toContain('2 pipelines × 1 ×');
    expect(two?.arithmetic).toContain('2 pipelines × 2 ×');
  });

  it('charges a channel that never runs for next to nothing, and the control plane as ever', () => {
    const idle = sheetOf('one-channel-zixi', { hours: 0 });
    expect(idle.parts[0]?.usd).toBeLessThan(1);
    expect(idle.parts[1]?.usd).toBe(zixi.parts[1]?.usd);
    expect(idle.parts[0]?.standby.find(({ mode }) => mode === 'channel stopped')?.usd).toBeGreaterThan(0);
  });

  it('says what the standby costs in each mode: flows that stand still cost nothing, an input does', () => {
    const lines = linesOf(zixi, 'news-one');
    const usd = (what: string) => lines.get(what)?.usd ?? NaN;
    const modes = new Map(zixi.parts[0]?.standby.map(({ mode, usd: cost }) => [mode, cost]));
    const input = usd('B: MediaLive input');

    expect(modes.get('flows stopped')).toBeCloseTo(input);
    expect(modes.get('flows running')).toBeCloseTo(
      input + usd('B: MediaConnect flows') + usd('B: flows to MediaLive'),
    );
    expect(modes.get('no standby')).toBe(0);
  });

  it('knows of a standby without MediaConnect', () => {
    const part = sheetOf('three-channels').parts.find(({ name }) => name === 'news-two');
    expect(part?.standby.map(({ mode }) => mode)).toEqual([
      'RTP straight in',
      'no standby',
      'channel stopped',
    ]);
  });

  it('keeps the idle control plane of one channel below ten dollars', () => {
    expect(sheetOf('control-plane').usd).toBeLessThan(10);
  });
});
