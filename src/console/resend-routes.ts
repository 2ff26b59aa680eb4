import { type Context, Hono } from 'hono';
import { readEmail } from '#app/read-emails.ts';
import { type ResendResult, resendEmail } from '#app/resend-email.ts';
import { RESEND_PAUSE_SECONDS } from '#contract/timing.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { parseEmailId } from '#domain/email-id.ts';
import type { Changes } from './changes.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { type FormValues, formValues } from './form-field.ts';
import { type Message, messagePage } from './message-page.ts';
import type { Site } from './page.ts';
import { orderPath, orderPathAwaiting, PATHS } from './paths.ts';
import { type ResendForm, resendPage } from './resend-page.ts';

/** Sends an email once more, also to a corrected address. */
export function resendRoutes(
  site: Site,
  changes: Changes,
  { emails }: Pick<ConsoleDependencies, 'emails'>,
): Hono {
  const routes = new Hono();
  const noEmail = (c: Context) => c.html(messagePage(site, NO_EMAIL), 404);

  routes.get(PATHS.resend, async (c) => {
    const email = await readEmail(c.req.query('email') ?? '', emails);
    if (!email) return noEmail(c);
    return c.html(
      resendPage(site, email, { to: email.customerEmail ?? '', by: changes.operator, reason: '' }),
    );
  });

  routes.post(PATHS.resend, async (c) => {
    const value = await formValues(c.req);
    const email = await readEmail(value('email'), emails);
    if (!email) return noEmail(c);
    const result = await resendEmail(wishesOf(email, value), changes);
    switch (result.kind) {
      case 'resent':
      case 'asked-again':
        return c.redirect(orderPathAwaiting(email.orderId, result.emailId), 303);
      case 'impossible':
        return c.html(resendPage(site, email, formAgain(value, result)), 400);
      default:
        return c.html(messagePage(site, refusalOf(result, email)), 409);
    }
  });
  return routes;
}

function wishesOf({ orderId, emailType, emailId }: TrackingItem, value: FormValues) {
  const partId = parseEmailId(emailId)?.partId;
  return {
    orderId,
    emailType,
    to: value('to'),
    by: value('by'),
    reason: value('reason'),
    despiteHeld: value('despite-held') === 'yes',
    ...(partId !== undefined && { partId }),
  };
}

function formAgain(
  value: FormValues,
  { field, allowed }: Extract<ResendResult, { kind: 'impossible' }>,
): ResendForm {
  const problem = { field, text: `This cannot be. Allowed: ${allowed}.` };
  return { to: value('to'), by: value('by'), reason: value('reason'), problem };
}

type Refused = Exclude<ResendResult, { kind: 'resent' | 'asked-again' | 'impossible' }>;

function refusalOf(result: Refused, { orderId }: TrackingItem): Message {
  const link = { path: orderPath(orderId), text: 'Back to the order' };
  return { title: 'Not sent', link, ...WORDS[result.kind] };
}

const WORDS: Readonly<Record<Refused['kind'], Pick<Message, 'what' | 'nextStep'>>> = {
  'double-click': {
    what: 'It was asked for a moment ago, by you or by somebody else. Nothing was done twice.',
    nextStep: `See on the order’s page how that one fares. ${RESEND_PAUSE_SECONDS} seconds later ask again: where that one was never taken up, the sender is asked again, or another address takes its place.`,
  },
  'not-settled': {
    what: 'The last sending may become a mail yet, so another one would be a second.',
    nextStep: 'Wait until its status is settled; the order’s page shows it by itself.',
  },
  held: {
    what: 'The last sending waits among the dead letters: moved back there, it becomes a mail.',
    nextStep:
      'Send that one from the page of the dead letters, or tick the box to send another all the same.',
  },
  'content-gone': {
    what: 'What the mail was made of has been erased, so it cannot be made again.',
    nextStep: 'Publish the order anew, under another id, if the customer needs the mail.',
  },
  'unknown-order': {
    what: 'No email of this order is known any more: its record has expired.',
    nextStep: 'Publish the order anew if the customer needs the mail.',
  },
};

const NO_EMAIL: Message = {
  title: 'No such email',
  what: 'The table has no email of this id.',
  nextStep: 'Start from its order’s page: find it by the order’s id.',
};
