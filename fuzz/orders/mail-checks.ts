import PostalMime from 'postal-mime';
import { checkMarkup } from '../markup.ts';
import { holds } from '../surface.ts';

/** The headers of every mail of ours, in lower case, whatever an order says. */
const HEADERS = [
  ...['from', 'to', 'reply-to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'],
];

/** What the local SES shows of an accepted mail. */
interface Accepted {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string | undefined;
  readonly text: string | undefined;
}

/** Holds an accepted mail to what every mail of ours is, as its recipient's program reads it. */
export async function checkMail(raw: Uint8Array, { from, to, subject, html = '', text = '' }: Accepted) {
  const parsed = await PostalMime.parse(raw);
  const names = parsed.headers.map(({ key }) => key).sort();
  holds(names.join() === [...HEADERS].sort().join(), 'a mail has our headers and no others', names);
  holds(parsed.to?.length === 1 && to.length === 1, 'a mail has one recipient', parsed.to);
  holds(parsed.cc === undefined && parsed.bcc === undefined, 'a mail has no copies', parsed.cc ?? parsed.bcc);
  holds(parsed.attachments.length === 0, 'a mail has no attachments', parsed.attachments.length);
  holds(!LINE_OR_TURN.test(from + to.join() + subject), 'a header is one line', [from, to, subject]);
  holds(!CONTROL.test(text.replaceAll('\n', '')), 'the text has no control characters');
  holds(text.isWellFormed() && html.isWellFormed(), 'a mail is well-formed Unicode');
  checkMarkup(html, /^(?:https:|mailto:|$)/i);
}

const LINE_OR_TURN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const CONTROL = /\p{Cc}/u;
