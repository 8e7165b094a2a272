/**
 * Whether a packet is lost, as a pure function of a seed and the packet's number: the same loss can be had again, and
 * two legs with different seeds lose different packets. Even over 0 … 1.
 */
export function lossDraw(seed: number, index: number): number {
  // The finalizer of MurmurHash3: each input bit changes every output bit with a chance of one half.
  let bits = (Math.imul(seed + 1, 0x9e3779b1) ^ index) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
