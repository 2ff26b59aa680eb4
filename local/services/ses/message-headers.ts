import type { Header } from './mail.ts';
import type { MailRequest } from './mail-request.ts';

/** The headers an event shows: those of a raw message as they are, or those that SES writes for a simple one. */
export function messageHeaders(request: MailRequest): readonly Header[] {
  const { content } = request;
  if (content.kind === 'raw') return content.headers;
  return [
    { name: 'From', value: request.from ?? '' },
    ...list('Reply-To', request.replyTo),
    ...list('To', request.to),
    ...list('Cc', request.cc),
    { name: 'Subject', value: content.subject },
    { name: 'MIME-Version', value: '1.0' },
    ...content.headers,
    { name: 'Content-Type', value: contentType(content.html, content.text) },
  ];
}

function list(name: string, mailboxes: readonly string[]): Header[] {
  return mailboxes.length === 0 ? [] : [{ name, value: mailboxes.join(', ') }];
}

function contentType(html: string | undefined, text: string | undefined): string {
  if (html !== undefined && text !== undefined) return 'multipart/alternative; boundary="XBoundary"';
  return html === undefined ? 'text/plain; charset=UTF-8' : 'text/html; charset=UTF-8';
}
