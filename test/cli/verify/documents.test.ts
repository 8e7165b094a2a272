/**
 * Goal: what only AWS can answer stands in one list, and the documents say what the list says. After a change, run with
 * UPDATE_REFERENCE=1 to write them anew.
 */
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { estimate } from '../../../cli/estimate/estimate.ts';
import { readPriceList } from '../../../cli/estimate/price-list.ts';
import { monthHours } from '../../../cli/estimate/usage.ts';
import { testChannel, testFlow, type Question, type Section } from '../../../cli/verify/question.ts';
import { allQuestions } from '../../../cli/verify/questions.ts';
import { byHandOf } from '../../../cli/verify/render.ts';
import { loadConfiguration } from '../../../config/load-configuration.ts';
import { GeneratedPart } from '../../generated-part.ts';

const places: readonly (readonly [document: string, section: Section])[] = [
  ['twin.md', 'account'],
  ['twin.md', 'medialive'],
  ['twin.md', 'mediaconnect'],
  ['reliability.md', 'deployment'],
];

describe('the documents of what only AWS can answer', () => {
  it.each(places)('say in %s what the list says of %s', async (document, section) => {
    const part = new GeneratedPart(document, `questions-${section}`);
    const written = await part.formatted(tableOf(section));
    if (process.env['UPDATE_REFERENCE'] !== undefined) part.write(written);

    expect(part.read()).toBe(written);
  });
});

describe('the list of questions', () => {
  it('has an id of its own for each, that can be typed', () => {
    const ids = allQuestions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
  });

  it('asks nothing that costs money: that is for people', () => {
    const costly = allQuestions.filter(({ cost }) => cost.usd > 0);
    expect(costly.filter(({ probe }) => probe !== undefined)).toEqual([]);
    expect(costly.length).toBeGreaterThan(0);
  });

  it('says of a test channel and a test flow what the estimate says', () => {
    const file = join(import.meta.dirname, '../../../examples/one-channel-zixi.yaml');
    const sheet = estimate(loadConfiguration(file), readPriceList(), { hours: monthHours, viewers: 0 });
    const lines = sheet.parts[0]?.lines ?? [];
    const sumOf = (service: RegExp) =>
      lines.filter(({ price }) => service.test(price)).reduce((sum, { usd }) => sum + usd, 0);
    expect(Math.round(sumOf(/^media(live|connect)-/) / monthHours)).toBe(testChannel.usd);
    expect(readPriceList().prices['mediaconnect-flow-hour'].usd).toBe(testFlow.usd);
  });

  it('changes a channel only where one has to be named', () => {
    const onChannels = allQuestions.filter(({ cost }) => /channel|switch|action/i.test(cost.changes ?? ''));
    const unnamed = onChannels.filter(({ needsChannel }) => needsChannel !== true);
    expect(unnamed.map(({ id }) => id)).toEqual(['attachment-replaces']);
  });
});

function tableOf(section: Section): string {
  const rows = allQuestions
    .filter((question) => question.section === section)
    .map(
      (question) =>
        `| \`${question.id}\` | ${question.question} | ${question.believed} | ${howOf(question)} |`,
    );
  const believed = section === 'deployment' ? 'counted on' : 'reading';
  return [`| id | question | ${believed} | how to find out |`, '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

function howOf(question: Question): string {
  const byHand = byHandOf(question);
  if (question.probe === undefined) return byHand;
  const asks = question.needsChannel ? 'asked on a channel that is named' : 'asked';
  return `${asks}; by hand: ${byHand}`;
}
