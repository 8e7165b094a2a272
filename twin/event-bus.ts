/** An EventBridge event as it is on the wire. */
export interface AwsEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 with a resolution of one second, as AWS sends it. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
  /** Only of an event that is replayed from an archive. */
  readonly 'replay-name'?: string;
}

/** Where the services of the twin put their events; the EventBridge service delivers them by the deployed rules. */
export interface EventSink {
  emit(event: Pick<AwsEvent, 'source' | 'detail-type' | 'resources' | 'detail'>): void;
}
