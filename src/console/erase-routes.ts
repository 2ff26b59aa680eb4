import { Hono } from 'hono';
import { type EraseResult, eraseOrder } from '#app/erase-emails.ts';
import { readEmailsOfOrder } from '#app/read-emails.ts';
import { answerOf } from '#app/unavailable.ts';
import { orderId as possibleOrderId } from '#contract/order-event-fields.ts';
import type { Changes } from './changes.ts';
import type { ConsoleDependencies } from './dependencies.ts';
import { erasePage } from './erase-page.ts';
import { formValues } from './form-field.ts';
import { type Message, messagePage } from './message-page.ts';
import { operatorOf } from './operator.ts';
import type { Site } from './page.ts';
import { orderPath, PATHS } from './paths.ts';

/** Removes an order's personal data, after a question. */
export function eraseRoutes(
  site: Site,
  changes: Changes,
  { emails }: Pick<ConsoleDependencies, 'emails'>,
): Hono {
  const routes = new Hono();

  routes.get(PATHS.erase, async (c) => {
    const orderId = c.req.query('order') ?? '';
    const found = await readEmailsOfOrder(orderId, emails);
    if (found.kind !== 'emails' || found.emails.length === 0)
      return c.html(messagePage(site, NOTHING_KNOWN), 404);
    return c.html(erasePage(site, orderId, found.emails.length, changes.operator));
  });

  routes.post(PATHS.erase, async (c) => {
    const value = await formValues(c.req);
    const operator = operatorOf(value);
    if ('problem' in operator) return c.html(messagePage(site, operator.problem), 400);
    const orderId = value('order');
    if (!possibleOrderId.safeParse(orderId).success) return c.html(messagePage(site, NOTHING_KNOWN), 404);
    const entry = { action: 'erase', ...operator, target: { orderId } } as const;
    await answerOf('the audit trail', changes.audit.record(entry));
    const alsoFromSuppressionList = value('suppression') === 'yes';
    const result = await eraseOrder(orderId, { alsoFromSuppressionList }, changes);
    if (result.kind === 'impossible' || result.orders === 0)
      return c.html(messagePage(site, NOTHING_KNOWN), 404);
    return c.html(messagePage(site, erased(result, orderId)));
  });
  return routes;
}

type Erased = Extract<EraseResult, { kind: 'erased' }>;

function erased({ emails, erasedBefore, underWay, suppressionList }: Erased, orderId: string): Message {
  const sentences = [
    `Erased the personal data of ${emails} ${emails === 1 ? 'email' : 'emails'}.`,
    erasedBefore > 0 && `${erasedBefore} had been erased before.`,
    suppressionList === 'removed' && 'Its address is off the suppression list.',
    suppressionList === 'not-listed' && 'Its address was not on the suppression list.',
  ];
  return {
    title: 'Erased',
    what: sentences.filter(Boolean).join(' '),
    nextStep:
      underWay > 0
        ? 'An order that is still in a queue keeps its data there, and is mailed from there. Look again once it is sent; discard it among the dead letters if it waits there.'
        : 'Nothing is left to do.',
    link: { path: orderPath(orderId), text: 'Back to the order' },
  };
}

const NOTHING_KNOWN: Message = {
  title: 'Nothing to erase',
  what: 'No email of this order is known here.',
  nextStep: 'Check the id: capitals and spaces count.',
};
