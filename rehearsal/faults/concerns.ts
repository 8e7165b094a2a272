import type { ServiceCall } from '../../twin/gateway/service.ts';
import type { ExistingChannel } from '../existing-channels.ts';

/** Whether a call of the control plane is about a channel: by the path, the key, or the ARN in what it says. */
export function concerns({ service, url, body }: ServiceCall, { id, arn, group }: ExistingChannel): boolean {
  switch (service) {
    case 'medialive':
      return new RegExp(`/channels/${id}(?:[/?]|$)`).test(url);
    case 'dynamodb':
      return body.includes(arn) || body.includes(`"GROUP#${group}"`);
    case 'sns':
      return body.includes(encodeURIComponent(arn));
    default:
      return body.includes(arn);
  }
}
