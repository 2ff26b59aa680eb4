import { Hono } from 'hono';
import { discardLetters, type LettersMoved, redriveLetters } from '#app/dead-letters.ts';
import type { DeadLetters } from '#app/operator-ports.ts';
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
    const result = await redriveLetters(queue, idsOf(value), { by: changes.operator }, deps);
    if (result.failure !== undefined) return c.html(messagePage(site, stopped(result)), 502);
    if (result.missing.length > 0) return c.html(messagePage(site, NOT_THERE), 409);
    return c.html(messagePage(site, redriven(result.moved)));
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

const stopped = ({ moved, failure }: LettersMoved): Message => ({
  title: 'Not all redriven',
  what: `SQS stopped moving them (${failure}), after ${counted(moved)}.`,
  nextStep: 'Mend that, then redrive again: it moves the rest.',
  link: TO_LETTERS,
});

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
