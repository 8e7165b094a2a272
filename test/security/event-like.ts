import { isRecord } from '../lib/synthesize.ts';
import { listOf } from './example-templates.ts';

/** An event that fits a pattern of values and of ends of values. */
export function eventLike(pattern: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(pattern).map(([key, value]) => {
      if (isRecord(value)) return [key, eventLike(value)];
      const [first] = listOf(value);
      const fitting = isRecord(first) ? `arn:aws:some${String(first['suffix'])}` : first;
      return [key, key === 'resources' ? [fitting] : fitting];
    }),
  );
}

/** Whatever is only known at deployment as some text. */
export function deployed(pattern: unknown): unknown {
  return JSON.parse(JSON.stringify(pattern), (_key, value: unknown) =>
    isRecord(value) && Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'))
      ? 'deployed'
      : value,
  );
}
