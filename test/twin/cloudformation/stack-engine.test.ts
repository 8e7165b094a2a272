import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../twin/gateway/json-value.ts';
import { account, exported, thing, topic } from '../fixtures/engine-account.ts';

/** Goal: a second deployment does what CloudFormation does, in its order, and ends in one of its states. */

describe('an update', () => {
  it('changes in place what can be, and leaves alone what is the same', async () => {
    const { apply, done } = account();
    await apply('S', { A: topic('a'), B: topic('b') });
    const stack = await apply('S', { A: topic('a', { DisplayName: 'new' }), B: topic('b') });

    expect(done).toEqual(['create a', 'create b', 'update a new']);
    expect(stack.status).toBe('UPDATE_COMPLETE');
  });

  it('makes another resource before the old one goes, and lets what refers to it follow in between', async () => {
    const { apply, done } = account();
    const naming = (name: string) => ({ A: topic(name), B: topic('b', { DisplayName: { Ref: 'A' } }) });
    await apply('S', naming('old'));
    await apply('S', naming('new'));

    expect(done).toEqual(['create old', 'create b', 'create new', 'update b new', 'delete old']);
  });

  it('takes away what the template has no longer, each before what it refers to', async () => {
    const { apply, done } = account();
    await apply('S', { A: topic('a'), B: topic('b', { DisplayName: { Ref: 'A' } }), C: topic('c') });
    await apply('S', { C: topic('c') });

    expect(done.slice(3)).toEqual(['delete b', 'delete a']);
  });

  it('takes everything back when a step fails', async () => {
    const { apply, done } = account();
    await apply('S', { A: topic('a', { DisplayName: 'one' }) });
    const stack = await apply('S', {
      A: topic('a', { DisplayName: 'two' }),
      B: topic('b'),
      C: topic('create refused'),
    });

    expect(done).toEqual(['create a', 'update a two', 'create b', 'delete b', 'update a one']);
    expect([stack.status, [...stack.resources.keys()]]).toEqual(['UPDATE_ROLLBACK_COMPLETE', ['A']]);
    expect(stack.events.find(({ status }) => status === 'CREATE_FAILED')?.reason).toBe(
      'The service refuses to create it.',
    );
  });

  it('fails where another resource has the name that the new one wants', async () => {
    const { apply } = account();
    await apply('S', { A: topic('a'), B: topic('b') });
    const stack = await apply('S', { A: topic('b'), B: topic('b') });

    expect([stack.status, stack.resources.get('A')?.ref]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'a']);
  });

  it('is done although something that is replaced cannot be deleted', async () => {
    const { apply } = account();
    await apply('S', { A: topic('delete refused') });
    const stack = await apply('S', { A: topic('new') });

    expect(stack.status).toBe('UPDATE_COMPLETE');
    expect(stack.events.map(({ status }) => status)).toContain('DELETE_FAILED');
  });

  it('keeps what is replaced or taken out where its policy says so', async () => {
    const { apply, done } = account();
    const kept = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    await apply('S', { A: topic('a', {}, kept), B: topic('b', {}, kept) });
    await apply('S', { A: topic('other', {}, kept) });

    expect(done).toEqual(['create a', 'create b', 'create other']);
  });

  it('deletes what a custom resource was, when it answers that it is another now', async () => {
    const { apply, done } = account();
    await apply('S', { A: thing('first') });
    await apply('S', { A: thing('second') });

    expect(done).toEqual(['create first', 'update first', 'delete first']);
  });

  it('undoes a custom resource that had become another', async () => {
    const { apply, done } = account();
    await apply('S', { A: thing('first') });
    const stack = await apply('S', { A: thing('second'), B: topic('create refused') });

    expect(done).toEqual(['create first', 'update first', 'update second', 'delete second']);
    expect([stack.status, stack.resources.get('A')?.ref]).toEqual(['UPDATE_ROLLBACK_COMPLETE', 'first']);
  });
});

describe('a change that takes a resource away and makes it anew', () => {
  it('brings back the old one when the service refuses the new', async () => {
    const { apply, done } = account();
    const rule = (State: string): JsonObject => ({
      Type: 'AWS::Events::Rule',
      Properties: { Name: 'r', State },
    });
    await apply('S', { R: rule('ENABLED') });
    const refused = await apply('S', { R: rule('create refused') });
    expect(done).toEqual(['create r ENABLED', 'delete r', 'create r ENABLED']);
    expect(refused.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    await apply('S', {});
    expect(done.at(-1)).toBe('delete r');
  });
});

describe('a stack that cannot be made', () => {
  it.each([
    ['Retain', []],
    ['RetainExceptOnCreate', ['delete a']],
  ])('keeps of what was made what has the policy %s, or does not', async (DeletionPolicy, deleted) => {
    const { apply, done } = account();
    await apply('S', { A: topic('a', {}, { DeletionPolicy }), B: topic('create refused') });
    expect(done).toEqual(['create a', ...deleted]);
  });

  it('ends with nothing of it left', async () => {
    const { apply, done } = account();
    const stack = await apply('S', { A: topic('a'), B: topic('create refused') });

    expect([stack.status, done]).toEqual(['ROLLBACK_COMPLETE', ['create a', 'delete a']]);
  });
});

describe('an export that another stack uses', () => {
  const user = { U: topic('u', { DisplayName: { 'Fn::ImportValue': 'shared' } }) };

  it.each<[string, JsonObject, JsonObject, string]>([
    ['be dropped', { A: topic('a') }, {}, 'Export shared cannot be deleted as it is in use by User'],
    [
      'change',
      { A: topic('b') },
      exported('shared', 'A'),
      'Export shared cannot be updated as it is in use by User',
    ],
  ])('cannot %s', async (_what, resources, outputs, reason) => {
    const { apply } = account();
    await apply('S', { A: topic('a') }, exported('shared', 'A'));
    await apply('User', user);
    const stack = await apply('S', resources, outputs);

    expect(stack.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.events.map((event) => event.reason)).toContain(reason);
    expect([...stack.exports.keys()]).toEqual(['shared']);
  });

  it('keeps its stack from being deleted, until nobody uses it', async () => {
    const { apply, engine } = account();
    const stack = await apply('S', { A: topic('a') }, exported('shared', 'A'));
    const using = await apply('User', user);
    await engine.remove(stack);
    expect([stack.status, stack.statusReason]).toEqual([
      'DELETE_FAILED',
      'Export shared cannot be deleted as it is in use by User',
    ]);
    await engine.remove(using);
    await engine.remove(stack);
    expect([stack.status, engine.stacks]).toEqual(['DELETE_COMPLETE', []]);
  });

  it('cannot be exported by a second stack', async () => {
    const { apply } = account();
    await apply('S', { A: topic('a') }, exported('shared', 'A'));
    const stack = await apply('T', { B: topic('b') }, exported('shared', 'B'));
    expect([
      stack.status,
      stack.events.find(({ status }) => status === 'ROLLBACK_IN_PROGRESS')?.reason,
    ]).toEqual(['ROLLBACK_COMPLETE', 'Export with name shared is already exported by stack S']);
  });
});

describe('a deletion', () => {
  it('ends where the service keeps something, and goes on from there', async () => {
    const { apply, engine, done } = account();
    const stack = await apply('S', { A: topic('delete refused'), B: topic('b') });
    await engine.remove(stack);
    expect([stack.status, stack.statusReason]).toEqual([
      'DELETE_FAILED',
      'The following resource(s) failed to delete: [A].',
    ]);
    expect(done).toContain('delete b');
    expect([...stack.resources.keys()]).toEqual(['A']);
  });
});

describe('names that CloudFormation gives', () => {
  const kept = { Kept: { Type: 'AWS::SNS::Topic', DeletionPolicy: 'Retain' } };

  it('are others when a stack is made again, so that they do not meet what the first has kept', async () => {
    const { engine, apply } = account();
    await engine.remove(await apply('S', kept));
    expect((await apply('S', kept)).status).toBe('CREATE_COMPLETE');
  });
});
