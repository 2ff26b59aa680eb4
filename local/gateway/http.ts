/** One HTTP request, read to its end: services never see a socket, so a simulation can call them without one. */
export interface HttpRequest {
  readonly method: string;
  /** Decoded by nobody yet: as it stood in the request line, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether the caller has hung up, so that a long poll takes nothing out of a queue for nobody. Absent: it never does. */
  readonly clientGone?: () => boolean;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** The connection is cut and nothing of this is sent: the caller never learns what became of its request. */
  readonly hangUp?: true;
}
