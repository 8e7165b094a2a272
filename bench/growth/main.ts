import { deploymentLimits } from '../../config/deployment-limits.ts';
import { markdownTable, writeReport } from '../../rehearsal/measured-report.ts';
import { openSynthesis } from '../../rehearsal/synthesis.ts';
import { judge } from './judge.ts';
import { measure, type Growth } from './measure.ts';
import { metrics } from './metrics.ts';

/**
 * What grows with the number of channels of one deployment, and how, as a table; `--report` writes it to docs/reports. Processor time is this machine's;
 * all else is the same on any. Exit code 1: something is neither flat nor linear, and the code has no reason for it.
 */
const counts = [1, 10, 100, 400, deploymentLimits.existing];

const all: Growth[] = [];
const synthesis = openSynthesis();
try {
  for (const channels of counts) {
    console.error(`  ${channels} channels …`);
    all.push(await measure(channels, synthesis));
  }
} finally {
  synthesis.close();
}

const rows = metrics.map((metric) => {
  const { shape, reason } = judge(metric, all);
  if (shape === 'neither' && reason === undefined) process.exitCode = 1;
  const values = all.map((growth) =>
    metric.of(growth).toLocaleString('en', {
      minimumFractionDigits: metric.digits,
      maximumFractionDigits: metric.digits,
    }),
  );
  return [metric.what, ...values, shape, shape === 'neither' ? (reason ?? 'NO REASON IS KNOWN') : ''];
});
const table = markdownTable(['channels', ...counts.map(String), 'growth', 'why'], rows);
console.log(table);
if (process.argv.includes('--report')) {
  writeReport('growth', {
    title: 'What grows with the number of channels',
    command: 'npm run bench:growth -- --report',
    table,
  });
}
