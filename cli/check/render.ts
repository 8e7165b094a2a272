import type { DescribeChannelResponse } from '@aws-sdk/client-medialive';
import { facts, table } from '../table.ts';
import type { Finding, Severity } from './finding.ts';

/** What a check has come to, for people; `isStrict`: warnings count as well. */
export function renderCheck(
  channel: DescribeChannelResponse,
  findings: readonly Finding[],
  isStrict: boolean,
): string {
  const { Name: name = '?', Id: id = '?', State: state = '?' } = channel;
  const subject = `${name} (${id}, ${state})`;
  if (findings.length === 0) return `${subject} is fit for failover: nothing found.`;
  const verdict = has(findings, 'error')
    ? 'is NOT fit for failover'
    : isStrict && has(findings, 'warning')
      ? 'is fit for failover, but with --strict warnings count'
      : 'is fit for failover';
  const rows = findings.map(({ severity, rule, where, found }, index) => [
    String(index + 1),
    severity.toUpperCase(),
    rule,
    where,
    found,
  ]);
  // What is to be done about several findings in the same words is said once.
  const numbers = new Map<string, number[]>();
  findings.forEach((finding, index) => {
    const same = numbers.get(adviceIn(finding)) ?? [];
    numbers.set(adviceIn(finding), [...same, index + 1]);
  });
  const details = [...numbers].map(([advice, of]) => {
    const [wanted = '', remedy = ''] = advice.split('\0');
    return facts([
      [`${of.join(', ')}. wanted`, wanted],
      ['   do', remedy],
    ]);
  });
  return [
    `${subject} ${verdict}: ${countWords(findings)}.`,
    table(['#', 'SEVERITY', 'RULE', 'WHERE', 'FOUND'], rows),
    ...details,
  ].join('\n\n');
}

function adviceIn({ demanded, remedy, source }: Finding): string {
  return `${demanded} (${source})\0${remedy}`;
}

/** Whether a finding of that severity is among them. */
export function has(findings: readonly Finding[], severity: Severity): boolean {
  return findings.some((finding) => finding.severity === severity);
}

function countWords(findings: readonly Finding[]): string {
  return (['error', 'warning', 'note'] as const)
    .map(
      (severity) => [findings.filter((finding) => finding.severity === severity).length, severity] as const,
    )
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}${count === 1 ? '' : 's'}`)
    .join(', ');
}
