import type { Log } from '#app/ports.ts';
import { Unavailable } from '#app/unavailable.ts';
import type { Message } from './message-page.ts';

/** A failure in words: what is the matter, and what to do next; undefined for one that it does not know. */
export type ExplainFailure = (
  error: unknown,
) => Promise<{ readonly message: string; readonly next?: string | undefined } | undefined>;

/** What to tell of a failed request, and its HTTP status. */
export async function failureMessage(
  error: Error,
  log: Log,
  explain: ExplainFailure = async () => undefined,
): Promise<{ readonly message: Message; readonly status: 500 | 503 }> {
  const explained = await explain(error);
  if (explained) return { message: inWords(error, explained), status: 503 };
  if (error instanceof Unavailable) return { message: unavailable(error), status: 503 };
  log.error('A page of the console failed', { error: error.name, at: placeOf(error) });
  return { message: BUG, status: 500 };
}

function inWords(
  error: Error,
  { message, next = '' }: { readonly message: string; readonly next?: string | undefined },
): Message {
  const what = error instanceof Unavailable ? `${message} It was about ${error.source}.` : message;
  return { title: 'No answer', what, nextStep: `${next} Then reload this page.`.trim() };
}

function unavailable({ source, code }: Unavailable): Message {
  return {
    title: 'No answer',
    what: `This page could not be made, because ${source} did not answer (${code}).`,
    nextStep: NOT_RUNNING.has(code)
      ? 'Nothing is listening there: look whether npm start is still running, then reload this page.'
      : 'Try again in a moment. If it stays so, check the environment, the region and the credentials that the console was started with.',
  };
}

const NOT_RUNNING: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']);

const BUG: Message = {
  title: 'This page failed',
  what: 'The console has a bug that this page met. Nothing is lost: orders and emails do not pass through the console.',
  nextStep: 'Reload the page. If it fails again, report it with the line that the console has logged.',
};

/** Where it happened, without the message, which may quote a mail. */
function placeOf({ stack = '' }: Error): string {
  const frame = stack.split('\n').find((line) => line.startsWith('    at '));
  return frame?.trim() ?? 'an unknown place';
}
