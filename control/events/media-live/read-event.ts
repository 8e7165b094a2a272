import type { Envelope } from '../envelope.ts';
import { ignored, type ParsedMessage } from '../parsed-message.ts';
import { readAlert } from './alert.ts';
import { readInputChange } from './input-change.ts';
import { readStateChange } from './state-change.ts';

/**
 * Reads an event of `aws.medialive` (EventBridge reference, events-ref-medialive). The channel is always taken from
 * `detail.channel_arn`: `resources` names another one in the user guide's own sample of a state change.
 */
export function readMediaLiveEvent(event: Envelope): ParsedMessage {
  switch (event['detail-type']) {
    case 'MediaLive Channel Alert':
      return readAlert(event);
    case 'MediaLive Channel Input Change':
      return readInputChange(event);
    case 'MediaLive Channel State Change':
      return readStateChange(event);
    default:
      return ignored('unknown-detail-type', event['detail-type']);
  }
}
