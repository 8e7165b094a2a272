import { accountQuotas } from './account-quotas.ts';
import { cdnQuotas } from './cdn-quotas.ts';
import type { Deployed } from './deployed-resources.ts';
import { mediaQuotas } from './media-quotas.ts';
import type { Quota } from './quota.ts';

/** Every quota that a configuration may exceed. What the loader keeps within the limits of one resource is not among them. */
export const quotas: readonly Quota[] = [...mediaQuotas, ...cdnQuotas, ...accountQuotas];

/** A quota that is smaller, by default, than what a deployment needs. */
export interface Excess {
  readonly quota: Quota;
  readonly allowed: number;
  readonly needed: number;
}

/** What a deployment needs more of than an account has by default; `region`: undefined where it is not known yet. */
export function excesses(deployed: Deployed, region: string | undefined): readonly Excess[] {
  return quotas.flatMap((quota) => {
    const allowed = (region === undefined ? undefined : quota.elsewhere?.[region]) ?? quota.byDefault;
    const needed = quota.count(deployed);
    return needed > allowed ? [{ quota, allowed, needed }] : [];
  });
}

/** The excess in a sentence or two: the quota, the default, the need, what to do. */
export function sentenceOf({ quota, allowed, needed }: Excess): string {
  const { service, name, of } = quota;
  return `${service} allows ${of} ${number(allowed)} by default ("${name}"), and this configuration needs ${number(needed)}. ${adviceOf(quota)}`;
}

function adviceOf({ service, code, raisable, of }: Quota): string {
  if (!raisable) {
    return 'AWS does not raise it: divide the channels over several files, each a deployment with a name of its own.';
  }
  const where = code === undefined ? `under ${service}` : `under ${service}, ${code}`;
  const whose = of === 'the account' ? 'of the account' : 'of this account and region';
  return `Before you deploy, look at Service Quotas ${whose} (${where}) and ask for more where it is not more already.`;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
