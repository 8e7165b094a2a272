import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
export const text = (path: string) => readFileSync(join(root, path), 'utf8');
export const document = text('docs/state-machine.md');

/** The cells of a table, without its head; code marks are taken off. */
export function table(name: string): readonly (readonly string[])[] {
  const [, after = ''] = document.split(`<!-- table: ${name} -->`);
  const lines = after.trimStart().split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

export const plain = (cell = '') => cell.replaceAll('`', '');
export const column = (name: string, index = 0) => table(name).map((cells) => plain(cells[index]));

/** The members of a union of string literals in a source file. */
export function union(path: string, type: string): readonly string[] {
  const [, after = ''] = text(path).split(`export type ${type} =`);
  const body = after.slice(0, after.indexOf(';'));
  return [...body.matchAll(/\| '([^']+)'/g)].map(([, member]) => member ?? '');
}
