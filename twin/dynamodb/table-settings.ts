import type { JsonObject } from '../gateway/json-value.ts';

/** The settings dynalite does not keep: expiry and backups. Expired items stay: AWS, too, deletes them days later. */
interface Settings {
  ttlAttribute?: string;
  pointInTimeRecovery: boolean;
}

export class TableSettings {
  readonly #byTable = new Map<string, Settings>();

  setTtl(table: string, attribute: string, enabled: boolean): JsonObject {
    const settings = this.#of(table);
    if (enabled) {
      settings.ttlAttribute = attribute;
    } else {
      delete settings.ttlAttribute;
    }
    return { TimeToLiveSpecification: { AttributeName: attribute, Enabled: enabled } };
  }

  describeTtl(table: string): JsonObject {
    const attribute = this.#of(table).ttlAttribute;
    return {
      TimeToLiveDescription:
        attribute === undefined
          ? { TimeToLiveStatus: 'DISABLED' }
          : { TimeToLiveStatus: 'ENABLED', AttributeName: attribute },
    };
  }

  setPointInTimeRecovery(table: string, enabled: boolean): JsonObject {
    this.#of(table).pointInTimeRecovery = enabled;
    return this.describeBackups(table);
  }

  describeBackups(table: string): JsonObject {
    const status = this.#of(table).pointInTimeRecovery ? 'ENABLED' : 'DISABLED';
    return {
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status },
      },
    };
  }

  #of(table: string): Settings {
    const present = this.#byTable.get(table);
    if (present !== undefined) {
      return present;
    }
    const settings = { pointInTimeRecovery: false };
    this.#byTable.set(table, settings);
    return settings;
  }
}
