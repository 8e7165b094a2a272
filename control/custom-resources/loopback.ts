/**
 * Whether a URL's host is this machine: what is sent there in the clear is on no network. The name localhost is this machine for
 * every client that resolves it (RFC 6761), 127.0.0.0/8 and ::1 are by definition.
 * @param hostname - as `URL` writes it: in lower case, an IPv6 address in brackets
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
