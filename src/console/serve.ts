import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { PAGE_HEADERS } from './security-headers.ts';

export interface ServedConsole {
  readonly port: number;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Serves the console; port 0 takes any free one. Rejects with the code `EADDRINUSE` where the port is taken. */
export async function serveConsole(
  app: Hono,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ServedConsole> {
  const server = createServer(getRequestListener(app.fetch, { errorHandler: noAddress }));
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The application catches its own errors: what fails before it is a request whose target or host makes no address. */
const noAddress = () =>
  new Response('The console has no page at this address.\n', {
    status: 400,
    headers: { ...PAGE_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  });
