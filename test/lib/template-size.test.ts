import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tooLargeTemplates } from '../../lib/template-size.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('template-size');

/** The stacks of an assembly, with templates of these sizes. */
const stacksOf = (sizes: Readonly<Record<string, number>>) =>
  Object.entries(sizes).map(([stackName, size]) => {
    const templateFullPath = join(folder, `${stackName}.json`);
    writeFileSync(templateFullPath, 'x'.repeat(size));
    return { stackName, templateFullPath };
  });

describe('a template', () => {
  it('that CloudFormation takes is nothing to speak of', () => {
    expect(tooLargeTemplates(stacksOf({ small: 1000, large: 1_000_000 }))).toEqual([]);
  });

  it('that is too large is refused with its size, what is allowed and what to do', () => {
    expect(tooLargeTemplates(stacksOf({ small: 1000, huge: 1_234_567 }))).toEqual([
      'The template of huge is too large for CloudFormation: 1,235 kB. Allowed: 1,000 kB. Divide the channels over several files, each a deployment with a name of its own.',
    ]);
  });
});
