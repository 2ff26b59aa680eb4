import type { Gateway } from '#local/gateway/gateway.ts';

/** The SDK's request, as far as it is used. */
interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/**
 * Joins a client of the AWS SDK to a gateway in the same process. Of the SDK only the request handler is replaced: serializers,
 * signatures, errors and retries are its own.
 *
 * @param gateway the gateway that is meant just now
 * @param onCall told of each request that leaves
 */
export function directLine<Client extends { readonly config: { requestHandler: object } }>(
  client: Client,
  gateway: () => Gateway,
  onCall: () => void,
): Client {
  client.config.requestHandler = {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async ({ method, path, query = {}, headers, body = '' }: SdkRequest) => {
      onCall();
      const response = await gateway().handle({
        method,
        path,
        query: new URLSearchParams(query),
        headers,
        body: bytesOf(body),
      });
      const { status, headers: responseHeaders } = response;
      return { response: { statusCode: status, headers: responseHeaders, body: bytesOf(response.body) } };
    },
    destroy: () => {},
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
  return client;
}

const bytesOf = (body: string | Uint8Array) =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
