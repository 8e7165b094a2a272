import { describe, expect, it } from '@jest/globals';
import { builtChannels } from '../../../bench/built-channels.ts';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { testApp } from '../synthesize.ts';

/**
 * Goal: a deployment that changes one channel leaves the others' stacks as they are, to the byte, so that CloudFormation has
 * nothing to do there and nothing of them stops.
 */
function templates(text: string): ReadonlyMap<string, string> {
  const app = testApp();
  const names = buildDeployment(app, parseConfiguration(text, 'test.yaml')).map(({ stackName }) => stackName);
  const assembly = app.synth();
  return new Map(
    names.map((name) => [name, JSON.stringify(assembly.getStackByName(name).template)] as const),
  );
}

function changedStacks(after: string): readonly string[] {
  const now = templates(after);
  return [...now.keys()].filter((name) => before.has(name) && before.get(name) !== now.get(name));
}

const two = builtChannels(2);
const before = templates(two);

describe('the stacks of a deployment', () => {
  it('are two for each channel, with what they share and the control plane', () => {
    expect([...before.keys()]).toEqual([
      'bench-origins',
      'bench-channel-0-contribution',
      'bench-channel-0-channel',
      'bench-channel-1-contribution',
      'bench-channel-1-channel',
      'bench-control-plane',
    ]);
  });

  it('of the other channels do not change with the feeds, the encoding and the outputs of one', () => {
    // Each replaces the first place only, which is in the first channel.
    const changed = two
      .replace('203.0.113.10/32', '203.0.113.99/32')
      .replace('outputs:\n', 'encoding: { ladder: hd-50 }\n      outputs:\n')
      .replace('endpoints: [hls, dash]', 'endpoints: [hls]');
    expect(changedStacks(changed)).toEqual(['bench-channel-0-contribution', 'bench-channel-0-channel']);
  });

  it('of the other channels do not change with a channel more', () => {
    expect(changedStacks(builtChannels(3))).toEqual(['bench-control-plane']);
  });
});
