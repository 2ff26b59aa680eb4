import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

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
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
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
