import { describe, expect, it } from '@jest/globals';
import { markdownTable, reportText } from '../../rehearsal/measured-report.ts';

describe('a measured report', () => {
  const table = markdownTable(['what', 's'], [['a switch', '3.7']]);

  it('is a table whose columns stand under each other', () => {
    expect(table).toBe('| what     | s   |\n| -------- | --- |\n| a switch | 3.7 |');
  });

  it('says what measured it, when, and on what', () => {
    const report = { title: 'Switches', command: 'npm run x', day: '2026-11-30', table };
    expect(reportText({ ...report, seconds: 9, processors: 2 })).toBe(
      `# Switches\n\nLast measured on 2026-11-30, in 9 s, on 2 processors. To measure it again: \`npm run x\`.\n\n${table}\n`,
    );
    expect(reportText(report)).toContain('Last measured on 2026-11-30. To measure it again: `npm run x`.\n');
  });
});
