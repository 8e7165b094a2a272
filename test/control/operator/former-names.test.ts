// Release 0.1 called a site an input group: a request that somebody kept is still understood.
import { expect, it } from '@jest/globals';
import { lambdaContext, operatorOn } from '../support/lambda.ts';
import { settleOnA } from '../support/rehearsal.ts';
import { world } from '../support/world.ts';

it.each(['site', 'inputGroup'])('an order to disable a site may name it as `%s`', async (key) => {
  const w = await world();
  await settleOnA(w);
  const request: object = { command: 'disable', group: 'news', [key]: 'B', by: 'ann', reason: 'works' };
  await operatorOn(w)(request, lambdaContext());
  expect((await w.groups.load('news'))?.operator.unavailable).toEqual(['B']);
});
