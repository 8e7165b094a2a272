import { describe, expect, it } from '@jest/globals';
import type { StackPlan } from '../../../cli/plan/plan.ts';
import { renderPlan } from '../../../cli/plan/render.ts';

const files = { old: 'ours.yaml', new: 'ours.new.yaml' };
const none = { changed: [], replaced: [], reason: undefined, recipe: undefined };

describe('the plan', () => {
  it('says in words what becomes of each stack', () => {
    const plan: readonly StackPlan[] = [
      { stack: 'live-one-channel', verdict: 'stops', ...none },
      { stack: 'live-control-plane', verdict: 'unchanged', ...none },
    ];
    expect(renderPlan(plan, files).split('\n')).toEqual([
      'live-one-channel    STOPS THE CHANNEL and starts it again: minutes off air',
      'live-control-plane  nothing changes',
    ]);
  });

  it('gives the reason of a refusal, and commands with the names of the files', () => {
    const plan: readonly StackPlan[] = [
      {
        stack: 'live-origins',
        verdict: 'refused',
        changed: [],
        replaced: ['Flow (AWS::MediaConnect::Flow)'],
        reason: 'Export x cannot be deleted as it is in use by live-one-channel',
        recipe: {
          why: 'It is in use.',
          steps: [
            { kind: 'deploy', file: 'NEW', stack: 'live-one-channel' },
            { kind: 'deploy', file: 'OLD', stack: 'live-control-plane', without: 'one' },
            { kind: 'destroy', stacks: ['live-one-channel'] },
            { kind: 'deploy-all', file: 'NEW' },
          ],
        },
      },
    ];
    expect(renderPlan(plan, files).split('\n')).toEqual([
      'live-origins  IS REFUSED, and stays as it was',
      '  another takes the place of Flow (AWS::MediaConnect::Flow)',
      '  Export x cannot be deleted as it is in use by live-one-channel',
      '  It is in use. Do:',
      '  1. npx cdk deploy -c config=ours.new.yaml live-one-channel --exclusively',
      '  2. npx cdk deploy -c config=COPY live-control-plane --exclusively   # COPY: the file ours.yaml without channel one',
      '  3. npx cdk destroy -c config=ours.yaml live-one-channel',
      '  4. npx cdk deploy -c config=ours.new.yaml --all',
    ]);
  });

  it('says what stays, in the order in which it can be deleted', () => {
    const plan = ['live-one-contribution', 'live-one-channel'].map((stack): StackPlan => ({
      stack,
      verdict: 'left behind',
      ...none,
    }));
    expect(renderPlan(plan, files)).toContain(
      '  npx cdk destroy -c config=ours.yaml live-one-channel live-one-contribution',
    );
  });
});
