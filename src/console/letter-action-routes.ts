import { Hono } from 'hono';
import { discardLetters, redriveLetters } from '#app/dead-letters.ts';
import type { DeadLetters } from '#app/operator-ports.ts';
import { Unavailable } from '#app/unavailable.ts';
import type { Changes } from './changes.ts';
import { NO_QUEUE, NOT_THERE, queueOf, TO_LETTERS } from './dead-letter-routes.ts';
import { discardPage } from './dead-letters-page.ts';
import { type FormValues, formValues } from './form-field.ts';
import { type Message, messagePage } from './message-page.ts';
import { operatorOf } from './operator.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';

/** Sends dead letters on their way again, or deletes them after a question. */
export function letterActionRoutes(site: Site, changes: Changes, letters: DeadLetters): Hono {
  const routes = new Hono();
  const deps = { ...changes, letters };

  routes.post(PATHS.redrive, async (c) => {
    const value = await formValues(c.req);
    const queue = queueOf(value('queue'));
    if (!queue) return c.html(messagePage(site, NO_QUEUE), 404);
    try {
      const { moved, missing } = await redriveLetters(queue, idsOf(value), { by: changes.operator }, deps);
      if (missing.length > 0) return c.html(messagePage(site, NOT_THERE), 409);
      return c.html(messagePage(site, redriven(moved)));
    } catch (error) {
      if (!isBeingMoved(error)) throw error;
      return c.html(messagePage(site, BEING_MOVED), 409);
    }
  });

  routes.get(PATHS.discard, (c) => {
    const queue = queueOf(c.req.query('queue'));
    if (!queue) return c.html(messagePage(site, NO_QUEUE), 404);
    return c.html(discardPage(site, queue, c.req.query('id') || undefined, changes.operator));
  });

  routes.post(PATHS.discard, async (c) => {
    const value = await formValues(c.req);
    const [queue, operator] = [queueOf(value('queue')), operatorOf(value)];
    if (!queue) return c.html(messagePage(site, NO_QUEUE), 404);
    if ('problem' in operator) return c.html(messagePage(site, operator.problem), 400);
    const { done, missing } = await discardLetters(queue, idsOf(value), operator, deps);
    if (missing.length > 0) return c.html(messagePage(site, NOT_THERE), 409);
    return c.html(messagePage(site, discarded(done.length)));
  });
  return routes;
}

/** All only where that was asked for: a form that lost its id must not mean every message. */
const idsOf = (value: FormValues) => (value('all') === 'yes' ? 'all' : [value('id')]);

/** SQS runs one such task for a queue at a time. */
const isBeingMoved = (error: unknown) =>
  error instanceof Unavailable && /UnsupportedOperation|InvalidParameterValue/.test(error.code);

const BEING_MOVED: Message = {
  title: 'They are on their way',
  what: 'Somebody else has asked for all of them a moment ago, and SQS is moving them. Nothing was done twice.',
  nextStep: 'Look again in a minute.',
  link: TO_LETTERS,
};

const redriven = (moved: number): Message => ({
  title: 'Redriven',
  what: moved === 0 ? 'No message waited any more.' : `Moved ${counted(moved)} back.`,
  nextStep: 'What fails again comes here again, with its reason.',
  link: TO_LETTERS,
});

const discarded = (count: number): Message => ({
  title: 'Discarded',
  what: `Deleted ${counted(count)}.`,
  nextStep: 'Nothing is left to do.',
  link: TO_LETTERS,
});

const counted = (count: number) => (count === 1 ? 'one message' : `${count} messages`);
