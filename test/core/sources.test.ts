import { describe, expect, it } from '@jest/globals';
import { pipelineIds } from '../../core/model/group.ts';
import { groupOf, site } from './support/groups.ts';
import { flow, report, timer, type Happening } from './support/happenings.ts';
import { spoken, told } from './support/readings.ts';
import { onAirA } from './support/stories.ts';

const two = { '0': { arn: 'arn:flow:B0', sources: 2 }, '1': { arn: 'arn:flow:B1', sources: 2 } };
const withTwo = () => onAirA(groupOf({}, [site('A'), site('B', { flows: two })]));
const ofSource = (connected: boolean, source: string, atMs: number) =>
  ({ ...flow(connected, 'B', '0', atMs), scope: 'source', source: `arn:source:${source}` }) as Happening;

describe('a flow with two sources', () => {
  it('that loses one goes on, and people are told once that has lasted the window', () => {
    const channel = withTwo();
    expect(told(channel.at(1_000, ofSource(false, 'one', 1_000)))).toEqual([]);
    expect(told(channel.at(5_000, timer('sources')))).toEqual(['source-lost']);
    expect(told(channel.at(60_000, timer('sources')))).toEqual([]);
    expect(spoken(channel.at(70_000, ofSource(true, 'one', 70_000)))).toContain('protection/noted');
    expect(channel.steps.flatMap(told)).toEqual(['source-lost', 'source-back']);
  });

  it('that has it back within the window has nobody told', () => {
    const channel = withTwo();
    channel.at(1_000, ofSource(false, 'one', 1_000));
    channel.at(3_000, ofSource(true, 'one', 3_000));
    channel.at(10_000, timer('sources'));
    expect(channel.steps.flatMap(told)).toEqual([]);
  });

  it('that is lost itself has that told, and not each source', () => {
    const channel = withTwo();
    for (const pipeline of pipelineIds) {
      for (const source of ['one', 'two']) {
        const lost = ofSource(false, `${source}-${pipeline}`, 1_000);
        channel.at(1_000, { ...lost, pipeline } as Happening);
      }
      channel.at(1_500, flow(false, 'B', pipeline, 1_500));
    }
    channel.at(6_000, timer());
    expect(channel.steps.flatMap(told)).toEqual(['standby-lost']);
  });

  it('that is back as a whole has nobody told of sources that have yet to say so', () => {
    const channel = withTwo();
    for (const source of ['one', 'two']) channel.at(1_000, ofSource(false, source, 1_000));
    channel.at(1_500, flow(false, 'B', '0', 1_000));
    channel.at(60_000, timer());
    channel.at(90_500, flow(true, 'B', '0', 90_000));
    channel.at(90_600, ofSource(true, 'one', 90_000));
    expect(channel.steps.flatMap(told)).not.toContain('source-lost');
    expect(told(channel.at(93_500, timer('sources')))).toEqual(['source-lost']);
  });

  it('that was stopped has nobody told of what its sources were before', () => {
    const channel = withTwo();
    channel.at(1_000, ofSource(false, 'one', 1_000));
    for (const status of ['STOPPING', 'STARTING', 'ACTIVE']) {
      channel.at(2_000, report({ kind: 'status', status }, 'B', '0', 2_000));
    }
    channel.at(3_000, flow(true, 'B', '0', 3_000));
    channel.at(60_000, timer());
    expect(channel.steps.flatMap(told)).not.toContain('source-lost');
  });

  it('believes the later of two reports of a source, and of one second the bad one', () => {
    const channel = withTwo();
    channel.at(5_000, ofSource(true, 'one', 5_000));
    expect(spoken(channel.at(6_000, ofSource(false, 'one', 4_000)))).toEqual(['stale-evidence/none']);
    expect(spoken(channel.at(6_000, ofSource(false, 'one', 5_000)))).toEqual(['evidence/noted']);
    expect(spoken(channel.at(6_000, ofSource(true, 'one', 5_000)))).toEqual(['stale-evidence/none']);
  });

  it('remembers as many sources as it has, the latest', () => {
    const channel = withTwo();
    for (const index of [1, 2, 3]) {
      channel.at(index * 1_000, ofSource(true, String(index), index * 1_000));
    }
    const known = Object.keys(channel.state.health['B']?.['0'].facts?.sources ?? {});
    expect(known.sort()).toEqual(['arn:source:2', 'arn:source:3']);
  });

  it('of which MediaConnect does not say which one is lost has that told as well', () => {
    const channel = withTwo();
    channel.at(1_000, { ...flow(false, 'B', '0', 1_000), scope: 'source' } as Happening);
    expect(told(channel.at(5_000, timer('sources')))).toEqual(['source-lost']);
  });
});
