/** Goal: what a failed change has left is taken back, gone on with, or skipped, as an operator orders it; the twin outlives all of it. */
import { describe, expect, it } from '@jest/globals';
import { account, topic } from '../fixtures/engine-account.ts';

const before = { First: topic('first', { DisplayName: 'old' }), Second: topic('second') };
const refused = {
  First: topic('first', { DisplayName: 'new' }),
  Second: topic('second', { DisplayName: 'update refused' }),
};

describe('a change that failed and is kept', () => {
  async function kept() {
    const { engine, done, apply } = account();
    await apply('S', before);
    const stack = await apply('S', refused, {}, true);
    return { engine, done, apply, stack };
  }

  it('stays as far as it came', async () => {
    const { stack, done } = await kept();
    expect([stack.status, done.at(-1)]).toEqual(['UPDATE_FAILED', 'update first new']);
  });

  it('is taken back when that is ordered', async () => {
    const { engine, done, stack } = await kept();
    await engine.rollBack(stack);
    expect([stack.status, done.at(-1)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'update first old']);
    expect(stack.resources.get('First')?.properties['DisplayName']).toBe('old');
  });

  it('is gone on with by the next change, and may then be taken back to the beginning', async () => {
    const { engine, apply, done, stack } = await kept();
    await apply('S', refused, {}, true);
    await engine.rollBack(stack);
    expect([stack.status, done.at(-1)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'update first old']);
  });

  it('is complete once the next change is', async () => {
    const { engine, apply, stack } = await kept();
    await apply('S', { ...refused, Second: topic('second') }, {}, true);
    expect(stack.status).toBe('UPDATE_COMPLETE');
    await engine.rollBack(stack);
    expect(stack.status).toBe('UPDATE_COMPLETE');
  });

  it('replaces nothing, as CloudFormation does not then', async () => {
    const { apply } = account();
    await apply('S', before);
    const stack = await apply('S', { ...before, First: topic('other') }, {}, true);
    expect([stack.status, stack.statusReason]).toEqual([
      'UPDATE_FAILED',
      expect.stringContaining('Replacement type updates not supported on stack with disable-rollback.'),
    ]);
  });
});

describe('a stack that was never complete', () => {
  it('is rolled back to nothing', async () => {
    const { engine, apply, done } = account();
    const stack = await apply('S', { First: topic('first'), Second: topic('create refused') }, {}, true);
    expect(stack.status).toBe('CREATE_FAILED');
    await engine.rollBack(stack);
    expect([stack.status, done, [...stack.resources]]).toEqual([
      'ROLLBACK_COMPLETE',
      ['create first', 'delete first'],
      [],
    ]);
  });
});

describe('a rollback that fails', () => {
  /** What was there before can no longer be restored. */
  async function stuck() {
    const { engine, apply, done } = account();
    await apply('S', { First: topic('first', { DisplayName: 'update refused' }), Second: topic('second') });
    return { engine, done, stack: await apply('S', refused) };
  }

  it('says which resource it is, and waits', async () => {
    const { stack } = await stuck();
    expect([stack.status, stack.statusReason]).toEqual([
      'UPDATE_ROLLBACK_FAILED',
      'The following resource(s) failed to update: [First].',
    ]);
    expect(stack.events).toContainEqual(
      expect.objectContaining({ logicalId: 'First', status: 'UPDATE_FAILED', physicalId: 'first' }),
    );
  });

  it('fails again as long as the reason is there', async () => {
    const { engine, stack } = await stuck();
    await engine.rollBack(stack);
    expect(stack.status).toBe('UPDATE_ROLLBACK_FAILED');
  });

  it('is over when what cannot be restored is skipped', async () => {
    const { engine, stack } = await stuck();
    await engine.rollBack(stack, { skip: ['First'] });
    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});
