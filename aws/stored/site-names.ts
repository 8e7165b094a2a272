import { underFormerName, underPresentName } from '../../config/former-name.ts';
import { isRecord, withValues } from '../../config/record.ts';

/**
 * States are stored with the names that release 0.1 has for a site, so that each release reads what the other has written: while
 * one takes the place of the other both are at work on one table, and a message that one of them cannot read would not be sent.
 */
export function inStoredNames(state: unknown): unknown {
  return withSitesNamed(state, underFormerName);
}

/** A stored state with the names of today. */
export function inPresentNames(state: unknown): unknown {
  return withSitesNamed(state, underPresentName);
}

function withSitesNamed(state: unknown, rename: typeof underPresentName): unknown {
  if (!isRecord(state)) return state;
  const outbox = withValues(state['outbox'], (effect) => effectWithSitesNamed(effect, rename));
  const prepared = rename(state['prepared'], 'site');
  return { ...state, ...(outbox && { outbox }), ...(prepared !== undefined && { prepared }) };
}

/** A message to people or systems names the state of each site. */
function effectWithSitesNamed(effect: unknown, rename: typeof underPresentName): unknown {
  if (!isRecord(effect)) return effect;
  const { notification, detail } = effect;
  return {
    ...effect,
    ...(notification !== undefined && { notification: rename(notification, 'sites') }),
    ...(detail !== undefined && { detail: rename(detail, 'sites') }),
  };
}
