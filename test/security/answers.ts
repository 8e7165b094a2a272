import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Where CloudFormation's answers go, as a function on the twin may reach it. */
export interface Answers {
  readonly url: string;
  /** In the order in which they came. */
  readonly bodies: readonly string[];
  close(): void;
}

export async function openAnswers(): Promise<Answers> {
  const bodies: string[] = [];
  const server: Server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { bodies, url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
