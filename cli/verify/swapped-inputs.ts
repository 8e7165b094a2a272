import { isRecord } from '../../config/record.ts';

/**
 * A template with the inputs of a channel's first two attachments exchanged.
 * @returns null where it is not JSON, or has no channel with two attachments
 */
export function swappedInputs(template: string): string | null {
  const parsed = parseJson(template);
  const resources =
    isRecord(parsed) && isRecord(parsed['Resources']) ? Object.values(parsed['Resources']) : [];
  for (const resource of resources) {
    if (!isRecord(resource) || resource['Type'] !== 'AWS::MediaLive::Channel') continue;
    const properties = resource['Properties'];
    const attachments: unknown = isRecord(properties) ? properties['InputAttachments'] : undefined;
    const [first, second] = Array.isArray(attachments) ? (attachments as unknown[]) : [];
    if (!isRecord(first) || !isRecord(second)) continue;
    const inputId = first['InputId'];
    Object.assign(first, { InputId: second['InputId'] });
    Object.assign(second, { InputId: inputId });
    return JSON.stringify(parsed);
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
