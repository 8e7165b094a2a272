/** The templates of all examples, and what is in them. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { templatesOf } from '../lib/synthesize.ts';

const examples = join(import.meta.dirname, '../../examples');

export const templates = readdirSync(examples)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => templatesOf(readFileSync(join(examples, name), 'utf8')));

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const resourcesOf = (template: Template): readonly [string, Record<string, unknown>][] =>
  Object.entries((template.toJSON()['Resources'] ?? {}) as Record<string, Record<string, unknown>>);

export const resources = templates.flatMap(resourcesOf);

export const ofType = (type: string) => resources.filter(([, { Type }]) => Type === type);
