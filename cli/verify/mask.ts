/**
 * Takes out of a text what says whose account it was: ARNs but for their service, account numbers, access keys, addresses, and
 * the names that are given. A report is made to be sent to strangers.
 */
export function masked(text: string, names: readonly string[] = []): string {
  const named = names.toSorted((a, b) => b.length - a.length);
  return named
    .filter((name) => name.length >= 3)
    .reduce((sofar, name) => sofar.replaceAll(name, '(masked)'), text.replaceAll(arn, '$1:(masked)'))
    .replaceAll(/https?:\/\/[^\s"'<>)]+/g, '(masked address)')
    .replaceAll(/\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}\b/g, '(masked)')
    .replaceAll(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g, '(masked address)')
    .replaceAll(/(?<!\d)\d{12}(?!\d)/g, '(masked)')
    .replaceAll(uuid, '(masked)');
}

const arn = /\b(arn:[a-z-]+:[a-z0-9-]+):[^\s"'<>,]*[^\s"'<>,.;)]/g;
const uuid = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi;
