import { underPresentName } from '../../config/former-name.ts';
import { isRecord, withValues } from '../../config/record.ts';

/** A state that release 0.1 has stored, with what it calls an input group under the name that it has today. */
export function inPresentWords(state: unknown): unknown {
  if (!isRecord(state)) return state;
  const outbox = withValues(state['outbox'], effectInPresentWords);
  const prepared = underPresentName(state['prepared'], 'site');
  return { ...state, ...(outbox && { outbox }), ...(prepared !== undefined && { prepared }) };
}

/** A message to people or systems names the state of each site. */
function effectInPresentWords(effect: unknown): unknown {
  if (!isRecord(effect)) return effect;
  const { notification, detail } = effect;
  return {
    ...effect,
    ...(notification !== undefined && { notification: underPresentName(notification, 'sites') }),
    ...(detail !== undefined && { detail: underPresentName(detail, 'sites') }),
  };
}
