import type { DescribeChannelResponse } from '@aws-sdk/client-medialive';
import { facts, table } from '../table.ts';
import type { Finding, Severity } from './finding.ts';

/** What a check has come to, for people. */
export function renderCheck(channel: DescribeChannelResponse, findings: readonly Finding[]): string {
  const { Name: name = '?', Id: id = '?', State: state = '?' } = channel;
  const subject = `${name} (${id}, ${state})`;
  if (findings.length === 0) return `${subject} is fit for failover: nothing found.`;
  const verdict = has(findings, 'error') ? 'is NOT fit for failover' : 'is fit for failover';
  const rows = findings.map(({ severity, rule, where, found }, index) => [
    String(index + 1),
    severity.toUpperCase(),
    rule,
    where,
    found,
  ]);
  const details = findings.map(({ demanded, remedy, source }, index) =>
    facts([
      [`${index + 1}. wanted`, `${demanded} (${source})`],
      ['   do', remedy],
    ]),
  );
  return [
    `${subject} ${verdict}: ${countWords(findings)}.`,
    table(['#', 'SEVERITY', 'RULE', 'WHERE', 'FOUND'], rows),
    ...details,
  ].join('\n\n');
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
