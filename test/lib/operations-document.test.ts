// A reader who is woken by an alarm, or sees a metric rise, must find it explained.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const repository = join(import.meta.dirname, '..', '..');
const operations = readFileSync(join(repository, 'docs/operations.md'), 'utf8');

/** Everything that a pattern finds in the sources of these folders. */
function found(folders: readonly string[], pattern: RegExp): readonly string[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(repository, folder, file),
    ),
  );
  const names = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)])
    .map(([, name = '']) => name);
  return [...new Set(names)].sort();
}

const metrics = found(
  ['aws', 'control', 'lambdas'],
  /\bmeter\s*\.(?:count|add|time|gauge|level)\(\s*'(\w+)'/g,
);
const alarms = found(['lib/constructs'], /#alarm\('(\w+)'/g);

const effects = readFileSync(join(repository, 'core/model/effect.ts'), 'utf8');
const declaration = /type NotificationEvent =([^;]*);/.exec(effects)?.[1] ?? '';
const notifications = [...declaration.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name);

describe('docs/operations.md', () => {
  it('is held to what there is', () => {
    expect(metrics).toContain('OldestLookSeconds');
    expect(alarms).toContain('SwitchFailed');
    expect(notifications).toContain('standby-lost');
  });

  it.each(alarms)('has a heading for the alarm %s', (alarm) => {
    expect(operations).toMatch(new RegExp(`^## ${alarm}$`, 'm'));
  });

  it.each(notifications)('has a row for the notification %s', (event) => {
    expect(operations).toMatch(new RegExp(`^\\| \`${event}\` +\\|`, 'm'));
  });

  it.each(metrics)('has a row for the metric %s', (metric) => {
    expect(operations).toMatch(new RegExp(`^\\| \`${metric}\` +\\|`, 'm'));
  });

  it('explains no metric that nothing reports', () => {
    const table = operations.split('## Metrics')[1]?.split('\n## ')[0] ?? '';
    const explained = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(explained.sort()).toEqual([...metrics]);
  });
});
