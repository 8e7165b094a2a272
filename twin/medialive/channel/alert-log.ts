import { randomBytes } from 'node:crypto';
import type { ChannelAlert } from '@aws-sdk/client-medialive';
import type { PipelineId } from './pipeline-id.ts';

export interface Alert {
  /** Unique for this instance of the alert: a relapse has another one. 40 hexadecimal digits, as observed on AWS. */
  readonly id: string;
  readonly pipeline: PipelineId;
  readonly type: string;
  readonly message: string;
  /** Epoch ms. */
  readonly setAt: number;
  readonly clearedAt?: number;
}

/** How many alerts of a channel ListAlerts still knows; AWS documents no number. */
const alertsMax = 1000;

/** What ListAlerts tells of one channel. */
export class AlertLog {
  readonly #alerts = new Map<string, Alert>();

  set(alert: Omit<Alert, 'id' | 'clearedAt'>): Alert {
    const set = { ...alert, id: randomBytes(20).toString('hex') };
    this.#alerts.set(set.id, set);
    const [oldest] = this.#alerts.keys();
    if (this.#alerts.size > alertsMax && oldest !== undefined) this.#alerts.delete(oldest);
    return set;
  }

  clear(alert: Alert, clearedAt: number): void {
    this.#alerts.set(alert.id, { ...alert, clearedAt });
  }

  /** Oldest first. */
  list(): readonly Alert[] {
    return [...this.#alerts.values()];
  }
}

/** An alert as ListAlerts gives it. */
export function toChannelAlert(alert: Alert): ChannelAlert {
  return {
    Id: alert.id,
    AlertType: alert.type,
    Message: alert.message,
    PipelineId: String(alert.pipeline),
    State: alert.clearedAt === undefined ? 'SET' : 'CLEARED',
    SetTimestamp: new Date(alert.setAt),
    ...(alert.clearedAt !== undefined && { ClearedTimestamp: new Date(alert.clearedAt) }),
  };
}
