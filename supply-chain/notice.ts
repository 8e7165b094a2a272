import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../lib/handler-bundles.ts';
import { byName, nameOf, type Package } from './contents.ts';

/** Files that a licence or a notice of its authors stands in. */
const legalFile = /^(licen[cs]e|notice|copying)/i;

const rule = '-'.repeat(80);

/** The notice that goes with the functions: which packages are in their bundles, and under what terms. */
export function noticeOf(packages: readonly Package[]): string {
  const sorted = [...new Map(packages.map((one) => [nameOf(one), one])).values()].toSorted(byName);
  const texts = new Map<string, Package[]>();
  for (const one of sorted) {
    for (const text of legalTexts(one)) texts.set(text, [...(texts.get(text) ?? []), one]);
  }
  return `${[
    `medialive-failover
Licensed under the Apache License, Version 2.0.

The Lambda functions of this project are bundled with code of the packages below. This file is written by
"npm run notice", from what esbuild puts into the bundles.`,
    sorted.map((one) => `${nameOf(one)}  ${one.licence}`).join('\n'),
    ...[...texts].map(([text, of]) => `${rule}\n${of.map(nameOf).join('\n')}\n${rule}\n\n${text}`),
  ].join('\n\n')}\n`;
}

/** The legal texts that a package ships; where it ships none, what it declares. */
function legalTexts({ folder, author, licence }: Package): readonly string[] {
  const files = readdirSync(join(repository, folder)).filter((file) => legalFile.test(file));
  if (files.length === 0) {
    return [`Copyright ${author}\nLicensed under ${licence}, of which it ships no text.`];
  }
  return files.toSorted().map((file) => tidy(readFileSync(join(repository, folder, file), 'utf8')));
}

/** The same text is the same, however its lines end. */
function tidy(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
