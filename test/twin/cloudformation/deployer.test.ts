import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { readAssembly } from '../../../twin/cloudformation/assembly.ts';
import { Deployer, type DeployedStack } from '../../../twin/cloudformation/deployer.ts';
import { StackEngine } from '../../../twin/cloudformation/stack-engine.ts';
import { defineProvider, type ResourceContext } from '../../../twin/cloudformation/resource-provider.ts';
import type { JsonObject } from '../../../twin/gateway/json-value.ts';

describe('Deployer', () => {
  it('makes resources after those they refer to, by Ref, Fn::GetAtt, Fn::Sub or DependsOn', async () => {
    const { deploy, made } = setup();
    await deploy({
      A: { Type: 'Test::Thing', Properties: { Value: { Ref: 'B' } } },
      B: { Type: 'Test::Thing', Properties: { Value: { 'Fn::Sub': '${C.Value}!' } } },
      C: { Type: 'Test::Thing', Properties: { Value: 'c' }, DependsOn: 'D' },
      D: { Type: 'Test::Thing', Properties: { Value: 'd' } },
    });
    expect(made).toEqual([
      ['D', 'd'],
      ['C', 'c'],
      ['B', 'c!'],
      ['A', 'ref-B'],
    ]);
  });

  it('leaves out what its condition excludes', async () => {
    const { deploy, made } = setup();
    await deploy(
      { A: { Type: 'Test::Thing', Condition: 'Never', Properties: { Value: 'a' } } },
      { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } },
    );
    expect(made).toEqual([]);
  });

  it('gives outputs, and exports to the stacks that follow', async () => {
    const { deploy } = setup();
    const first = await deploy(
      { A: { Type: 'Test::Thing', Properties: { Value: 'a' } } },
      { Outputs: { Name: { Value: { Ref: 'A' }, Export: { Name: 'shared' } } } },
      'First',
    );
    expect(first.outputs).toEqual({ Name: 'ref-A' });
    const second = await deploy(
      { B: { Type: 'Test::Thing', Properties: { Value: { 'Fn::ImportValue': 'shared' } } } },
      { Outputs: { Value: { Value: { 'Fn::GetAtt': ['B', 'Value'] } } } },
    );
    expect(second.outputs).toEqual({ Value: 'ref-A' });
  });

  it('fails on a type it does not have, listing those it has', async () => {
    const { deploy } = setup();
    await expect(deploy({ A: { Type: 'AWS::EC2::VPC', Properties: {} } })).rejects.toThrow(
      'Stack: A (AWS::EC2::VPC): The twin has no resources of type AWS::EC2::VPC. It has: Test::Thing.',
    );
  });

  it('fails on a property nobody has decided about', async () => {
    const { deploy } = setup();
    await expect(
      deploy({ A: { Type: 'Test::Thing', Properties: { Value: 'a', Colour: 'red' } } }),
    ).rejects.toThrow(/Stack: A \(Test::Thing\): Properties\.Colour: .*Colour/);
  });

  it('fails on a circle of references, showing it', async () => {
    const { deploy } = setup();
    await expect(
      deploy({
        A: { Type: 'Test::Thing', Properties: { Value: { Ref: 'B' } } },
        B: { Type: 'Test::Thing', Properties: { Value: { Ref: 'A' } } },
      }),
    ).rejects.toThrow(/circle: A → B → A/);
  });

  it('fails on a stack for another region', async () => {
    const { deployer } = setup();
    await expect(
      deployer.deploy({ name: 'Stack', template: { Resources: {} }, region: 'us-east-1', assets: new Map() }),
    ).rejects.toThrow(/is for region us-east-1, but this twin is eu-west-1/);
  });

  it('gives physical names that fit and are the same in every run', async () => {
    const names: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      const { deploy, contexts } = setup();
      await deploy({ ALongLogicalIdentifier: { Type: 'Test::Thing', Properties: { Value: 'a' } } });
      names.push(...contexts.map((context) => context.physicalName(30)));
    }
    expect(names[0]).toMatch(/^Stack-ALongLogica[A-Za-z]*-[0-9A-F]{12}$/);
    expect(names[0]).toHaveLength(30);
    expect(names[1]).toBe(names[0]);
  });
});

describe('readAssembly', () => {
  it('fails on a folder without an assembly, saying how to make one', () => {
    expect(() => readAssembly('/nowhere')).toThrow(/no cloud assembly in \/nowhere .*cdk synth/);
  });
});

const setup = () => {
  const made: (readonly [string, string])[] = [];
  const contexts: ResourceContext[] = [];
  const thing = defineProvider('Test::Thing', v.strictObject({ Value: v.string() }), ({ Value }, context) => {
    made.push([context.logicalId, Value]);
    contexts.push(context);
    return { ref: `ref-${context.logicalId}`, attributes: { Value } };
  });
  const region = 'eu-west-1';
  const dynamic = (reference: string) => `secret of ${reference}`;
  const engine = new StackEngine({ account: '000000000000', region, providers: [thing], dynamic });
  const deployer = new Deployer(engine, region);
  const deploy = (Resources: JsonObject, rest: JsonObject = {}, name = 'Stack'): Promise<DeployedStack> =>
    deployer.deploy({
      name,
      template: { Resources, ...rest },
      region: undefined,
      assets: new Map(),
    });
  return { deployer, deploy, made, contexts };
};
