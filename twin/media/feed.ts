/**
 * What a MediaLive pipeline can ingest: the output of a MediaConnect flow, or an RTP push endpoint.
 * Media is real: a feed has packets when UDP datagrams arrive, and loss is their absence.
 */
export interface Feed {
  /** The flow's ARN, or the push endpoint's URL. */
  readonly id: string;
  /** Epoch ms of the newest packet; undefined when there has been none. */
  lastPacketAt(): number | undefined;
  /** Hears every RTP packet until the returned function is called. */
  onPacket(listener: (rtp: Buffer) => void): () => void;
}
