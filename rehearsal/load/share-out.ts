/** The channels of one deployment among those of an account. */
export interface Share {
  /** The index of its first channel. */
  readonly first: number;
  readonly channels: number;
}

/** So many channels over so many deployments, of about the same size, none without a channel. */
export function shareOut(channels: number, deployments: number): readonly Share[] {
  const count = Math.min(channels, deployments);
  const firstOf = (place: number) => Math.floor((place * channels) / count);
  return Array.from({ length: count }, (_, place) => {
    const first = firstOf(place);
    return { first, channels: firstOf(place + 1) - first };
  });
}
