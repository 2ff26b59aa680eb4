import { Hono } from 'hono';
import type { Inbox } from '#app/ports.ts';
import { readInboxPage, readMail, readMailSource } from '#app/read-inbox.ts';
import { inboxPage } from './inbox-page.ts';
import { mailDocument } from './mail-document.ts';
import { mailPage } from './mail-page.ts';
import { messagePage } from './message-page.ts';
import type { Site } from './page.ts';
import { type MailView, PATHS } from './paths.ts';
import { MAIL_DOCUMENT_HEADERS } from './security-headers.ts';

const MAILS_PER_PAGE = 25;

/** The list of mails, and each mail in its views. */
export function inboxRoutes(site: Site, inbox: Inbox, publishCommand: string): Hono {
  const routes = new Hono();

  routes.get(PATHS.inbox, async (c) => {
    const before = cursorOf(c.req.query('before'));
    const mails = await readInboxPage(inbox, MAILS_PER_PAGE, before);
    return c.html(inboxPage(site, mails, before === undefined, publishCommand));
  });

  routes.get('/inbox/:messageId/document', async (c) => {
    const mail = await readMail(inbox, c.req.param('messageId'));
    return mail?.html === undefined
      ? c.html(messagePage(site, NO_MAIL), 404)
      : c.html(mailDocument(mail.html), 200, MAIL_DOCUMENT_HEADERS);
  });

  routes.get('/inbox/:messageId/source', async (c) => {
    const source = await readMailSource(inbox, c.req.param('messageId'));
    return source ? c.body(source, 200, SOURCE_HEADERS) : c.html(messagePage(site, NO_MAIL), 404);
  });

  routes.get('/inbox/:messageId/:view{text|headers|tags}?', async (c) => {
    const { messageId, view = 'html' } = c.req.param() as { messageId: string; view?: MailView };
    const mail = await readMail(inbox, messageId);
    return mail ? c.html(mailPage(site, mail, view)) : c.html(messagePage(site, NO_MAIL), 404);
  });
  return routes;
}

/** A cursor is a link of ours; anything else shows the first page. */
function cursorOf(query: string | undefined): number | undefined {
  return query && /^\d{1,15}$/.test(query) ? Number(query) : undefined;
}

const SOURCE_HEADERS = {
  'content-type': 'message/rfc822',
  'content-disposition': 'attachment; filename="mail.eml"',
};

const NO_MAIL = {
  title: 'No such mail',
  what: 'The inbox has no mail with this id.',
  nextStep:
    'It may have been in an inbox that was started anew since. The inbox lists the mails that there are.',
};
