import { createGateway, type GatewayOptions } from '#local/gateway/gateway.ts';
import { listen } from '#local/gateway/server.ts';
import type { Service } from '#local/gateway/service.ts';
import { testWorld } from './test-world.ts';

/** A gateway that listens; `await using` closes it at the end of the test. */
export interface Served extends AsyncDisposable {
  /** Such as `http://127.0.0.1:51234`. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Serves some services over real HTTP on a free port. Every key is the account's administrator unless `principalOf` says more. */
export async function serve(
  services: Iterable<Service>,
  options: Partial<Omit<GatewayOptions, 'services'>> = {},
): Promise<Served> {
  const gateway = createGateway({ world: testWorld(), principalOf: () => undefined, ...options, services });
  const { port, close } = await listen(gateway.handle, { host: '127.0.0.1', port: 0, closeGraceMs: 0 });
  return { endpoint: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close };
}

/** What an AWS SDK client needs to talk to it, under a key of one's choice. Retries are off, so that a test sees each answer. */
export function clientConfig({ endpoint }: Pick<Served, 'endpoint'>, accessKeyId = 'anybody') {
  return {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'any' },
    maxAttempts: 1,
  } as const;
}
