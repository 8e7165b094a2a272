import { appendFileSync } from 'node:fs';

/** Loaded before a program: adds the processor time that it took, in milliseconds, to the file in BENCH_CPU_FILE. */
process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  appendFileSync(process.env['BENCH_CPU_FILE'], `${(user + system) / 1000}\n`);
});
