import type { IncomingHttpHeaders } from 'node:http';

/** The names of this machine for itself, with any port. A rebound name of a web page is none of them. */
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Why a request is not answered; undefined for a program on this machine. A web page in a browser on the same machine reaches the twin as
 * well, and signatures are not verified here: what only browsers send gives it away, and the name that it was reached by.
 */
export const refusalOf = (headers: IncomingHttpHeaders): string | undefined => {
  const { host } = headers;
  if (host === undefined || !loopbackHost.test(host)) {
    return `The twin is reached as 127.0.0.1, localhost or [::1], not as ${JSON.stringify(host?.slice(0, 100) ?? '')}.`;
  }
  const [header] = Object.keys(headers).filter((name) => isOfBrowsers(name, headers[name]));
  return header === undefined
    ? undefined
    : `The twin answers programs and no web pages: ${header} is a header of browsers.`;
};

/** Node's own `fetch` sends `Sec-Fetch-Mode: cors`, and nothing else of the kind. */
const isOfBrowsers = (name: string, value: string | readonly string[] | undefined): boolean =>
  name === 'origin' || (name.startsWith('sec-fetch-') && !(name === 'sec-fetch-mode' && value === 'cors'));
