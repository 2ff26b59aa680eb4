import { Hono } from 'hono';
import type { SuppressionListing } from '#app/operator-ports.ts';
import { answerOf, Unavailable } from '#app/unavailable.ts';
import { email } from '#contract/order-event-fields.ts';
import type { Changes } from './changes.ts';
import { formValues } from './form-field.ts';
import { type Message, messagePage } from './message-page.ts';
import { operatorOf } from './operator.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';
import { suppressionPage, unsuppressPage } from './suppression-page.ts';

const LIST = 'the suppression list';

/** The account's suppression list. */
export function suppressionRoutes(site: Site, suppressed: SuppressionListing): Hono {
  return new Hono().get(PATHS.suppression, async (c) => {
    const from = c.req.query('from') || undefined;
    try {
      const { addresses, next } = await answerOf(LIST, suppressed.page(from));
      return c.html(suppressionPage(site, addresses, { isFirst: from === undefined, next }));
    } catch (error) {
      if (from === undefined || !isUnknownPlace(error)) throw error;
      return c.html(messagePage(site, NO_PLACE), 404);
    }
  });
}

/** SES’s word for a page that it does not know: of a bookmark, or of another account. */
const isUnknownPlace = (error: unknown) =>
  error instanceof Unavailable && error.code === 'InvalidNextTokenException';

/** Takes addresses off the list, after a question. */
export function unsuppressRoutes(site: Site, changes: Changes): Hono {
  const routes = new Hono();

  routes.get(PATHS.unsuppress, (c) => {
    const address = c.req.query('address') ?? '';
    if (!email.safeParse(address).success) return c.html(messagePage(site, NO_ADDRESS), 400);
    return c.html(unsuppressPage(site, address, changes.operator));
  });

  routes.post(PATHS.unsuppress, async (c) => {
    const value = await formValues(c.req);
    const operator = operatorOf(value);
    if ('problem' in operator) return c.html(messagePage(site, operator.problem), 400);
    const { success, data: address } = email.safeParse(value('address'));
    if (!success) return c.html(messagePage(site, NO_ADDRESS), 400);
    const target = { addressDigest: changes.addressDigest(address) };
    const entry = { action: 'remove-suppression', ...operator, target } as const;
    await answerOf('the audit trail', changes.audit.record(entry));
    const result = await answerOf(LIST, changes.suppressions.remove(address));
    return c.html(messagePage(site, result === 'removed' ? REMOVED : NOT_LISTED));
  });
  return routes;
}

const TO_LIST = { path: PATHS.suppression, text: 'To the suppression list' };

const NO_ADDRESS: Message = {
  title: 'No address',
  what: 'What was asked for is no email address.',
  nextStep: 'Choose one from the list.',
  link: TO_LIST,
};

const NO_PLACE: Message = {
  title: 'No such page of the list',
  what: 'SES does not know this place in the list any more.',
  nextStep: 'Begin with its first addresses.',
  link: TO_LIST,
};

const REMOVED: Message = {
  title: 'Taken off the list',
  what: 'SES mails the address again.',
  nextStep: 'Send what was withheld once more, from its order’s page.',
  link: TO_LIST,
};

const NOT_LISTED: Message = {
  title: 'Not on the list',
  what: 'The address was not on the list: somebody else has taken it off, or it is written otherwise there.',
  nextStep: 'Look at the list again.',
  link: TO_LIST,
};
