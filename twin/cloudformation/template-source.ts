import { parse } from 'yaml';
import { isJsonObject, type JsonObject, type JsonValue } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { listParameter } from '../gateway/xml.ts';
import type { S3Store } from '../s3/store.ts';
import type { Assets } from './assets.ts';
import type { StackSource } from './stack.ts';

/** Reads what a request wants deployed: its template, given with it or kept in a bucket, with parameters and tags. */
export function sourceOf(given: URLSearchParams, store: S3Store, assets: Assets): StackSource {
  return {
    template: templateOf(given.get('TemplateBody') ?? fetched(given.get('TemplateURL') ?? '', store)),
    parameters: pairs(listParameter(given, 'Parameters'), 'ParameterKey', 'ParameterValue'),
    tags: pairs(listParameter(given, 'Tags'), 'Key', 'Value'),
    assetFolder: (key) => assets.folder(key),
  };
}

function fetched(url: string, store: S3Store): string {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const [, bucket = '', ...key] = path.split('/').map(decodeURIComponent);
  const body = store.objects(bucket)?.get(key.join('/'));
  if (body !== undefined) return body.toString('utf8');
  throw new ServiceError(400, 'ValidationError', `S3 error: The specified key does not exist: ${url}`);
}

/** JSON is YAML as well. Short forms (`!Ref`) are not read: neither the CDK nor its bootstrap writes them. */
function templateOf(text: string): JsonObject {
  const value = parse(text) as JsonValue;
  if (isJsonObject(value)) return value;
  throw new ServiceError(400, 'ValidationError', 'Template format error: the template is not an object.');
}

const pairs = (
  records: readonly Readonly<Record<string, string>>[],
  key: string,
  value: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(records.map((record) => [record[key] ?? '', record[value] ?? '']));
