/** A source that an answer needs did not give one: not reached, not allowed, or not there. */
export class Unavailable extends Error {
  /** In a reader's words, such as `the tracking table`. */
  readonly source: string;
  /** The failure's code, such as `ECONNREFUSED` or `AccessDeniedException`. */
  readonly code: string;

  constructor(source: string, cause: unknown) {
    const code = codeOf(cause);
    super(`${source} did not answer (${code})`, { cause });
    this.name = 'Unavailable';
    this.source = source;
    this.code = code;
  }
}

/** Waits for an answer of `source`; whatever it fails with becomes {@link Unavailable}. */
export async function answerOf<Answer>(source: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (cause) {
    throw new Unavailable(source, cause);
  }
}

/** The innermost code says most: `fetch failed` is caused by `ECONNREFUSED`. */
function codeOf(error: unknown): string {
  const { code, name, cause } = (error ?? {}) as { code?: unknown; name?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause ? codeOf(cause) : String(name ?? 'unknown');
}
