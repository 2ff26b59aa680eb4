import type { Tally } from './tally.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: what SQS does not take in a body (SendMessage, "MessageBody").
const NOT_FOR_SQS = /[^\x09\x0A\x0D\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const MAX_PUBLICATION_BYTES = 256 * 1024;

/** What SNS or SQS refuses never reaches a function; counted as refused. */
export function isPublishable(body: string, tally: Tally): boolean {
  const refusedAs =
    body === ''
      ? 'by SNS: empty'
      : Buffer.byteLength(body) > MAX_PUBLICATION_BYTES
        ? 'by SNS: too long'
        : NOT_FOR_SQS.test(body)
          ? 'by SQS: characters'
          : undefined;
  if (refusedAs) tally.refused(refusedAs);
  return refusedAs === undefined;
}
