/** One ingest endpoint of a channel, with what an encoder logs in with. */
export interface IngestEndpoint {
  readonly id: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export interface PackagedChannel {
  readonly id: string;
  readonly arn: string;
  readonly ingestEndpoints: readonly IngestEndpoint[];
}

/** The channels of MediaPackage v1, and the endpoints that play each. Nothing is packaged in the twin. */
export class PackagedChannels {
  readonly #channels = new Map<string, PackagedChannel>();
  /** By the channel that each belongs to. */
  readonly #endpoints = new Map<string, string>();

  /** @throws Error when there is one of that id */
  add(channel: PackagedChannel): void {
    if (this.#channels.has(channel.id)) {
      throw new Error(`${channel.id} already exists: MediaPackage names its channels once.`);
    }
    this.#channels.set(channel.id, channel);
  }

  find(id: string): PackagedChannel | undefined {
    return this.#channels.get(id);
  }

  /** @throws Error while an endpoint plays it */
  remove(id: string): void {
    if (this.#endpoints.has(id)) throw new Error(`${id} cannot be deleted: it has an endpoint.`);
    this.#channels.delete(id);
  }

  /** @throws Error when there is no such channel */
  addEndpoint(channelId: string, id: string): void {
    if (!this.#channels.has(channelId)) {
      const known = [...this.#channels.keys()].join(', ') || 'none';
      throw new Error(`There is no channel ${channelId}. There are: ${known}.`);
    }
    this.#endpoints.set(channelId, id);
  }

  removeEndpoint(channelId: string): void {
    this.#endpoints.delete(channelId);
  }
}
