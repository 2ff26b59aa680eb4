import fc from 'fast-check';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { hostileText } from '../hostile-text.ts';
import { editedJson, edits } from '../json-edits.ts';
import { fullOrder } from './full-order.ts';

/** The longest message that SNS takes. */
const MAX_MESSAGE_BYTES = 256 * 1024;

/** Ends of words in bytes that are no UTF-8, as a queue hands them out. */
const INVALID_UTF8 = Buffer.from([0x22, 0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80, 0x22]).toString('utf8');

const emailType = fc.constantFrom(...EMAIL_TYPES);

const editedOrder = fc
  .record({ emailType, changes: edits })
  .map(({ emailType: type, changes }) => editedJson(fullOrder(type, 'HOSTILE'), changes));

/** A whole body that is somehow not one: cut off, doubled, wrapped, of another encoding, or too long. */
const brokenBody = fc
  .tuple(
    emailType.map((type) => JSON.stringify(fullOrder(type, 'HOSTILE'))),
    fc.nat({ max: 3_000 }),
    fc.constantFrom<(body: string, cut: number) => string>(
      (body, cut) => body.slice(0, cut % body.length),
      (body, cut) => body.slice(cut % body.length),
      (body) => `\ufeff${body}`,
      (body) => body + body,
      (body) => `[${body}]`,
      (body) => JSON.stringify(body),
      (body) => `${body}\u0000`,
      (body) => body.replaceAll('"', "'"),
      (body, cut) => body.slice(0, cut % body.length) + INVALID_UTF8 + body.slice(cut % body.length),
      (body) => Buffer.from(body, 'utf16le').toString('latin1'),
      (body) => `{"Type":"Notification","Message":${JSON.stringify(body)}}`,
      (body) => body.replace('{', `{"padding":"${'x'.repeat(MAX_MESSAGE_BYTES - body.length - 20)}",`),
      (body) => body.replace('{', `{"padding":"${'漢'.repeat(42_000)}",`),
      (body) => body.padEnd(MAX_MESSAGE_BYTES - 1, ' '),
    ),
  )
  .map(([body, cut, broken]) => broken(body, cut));

/** The other kind of message on the topic, from somebody who has no business to send it. */
const resendRequest = fc.oneof(
  fc
    .record({ changes: edits })
    .map(({ changes }) => editedJson({ resend: { emailId: 'ORDER123456#ORDER_CONFIRMATION#2' } }, changes)),
  hostileText.map((emailId) => JSON.stringify({ resend: { emailId } })),
  hostileText.map((start) =>
    JSON.stringify({ resend: { emailId: `${start.slice(0, 40)}#ORDER_CONFIRMATION#2` } }),
  ),
);

/** What anybody who may publish could publish. */
export const hostileMessage: fc.Arbitrary<string> = fc.oneof(
  { weight: 10, arbitrary: editedOrder },
  { weight: 2, arbitrary: brokenBody },
  { weight: 1, arbitrary: resendRequest },
  { weight: 1, arbitrary: hostileText },
);
