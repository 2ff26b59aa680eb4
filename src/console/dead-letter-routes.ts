import { Hono } from 'hono';
import { lookAtLetters, MAX_LETTERS } from '#app/dead-letters.ts';
import { DEAD_LETTER_QUEUES, type DeadLetters } from '#app/operator-ports.ts';
import type { Clock } from '#app/ports.ts';
import { surveyLetters } from '#app/survey-letters.ts';
import { deadLettersPage, letterPage } from './dead-letters-page.ts';
import { messagePage } from './message-page.ts';
import type { Site } from './page.ts';
import { PATHS } from './paths.ts';

/** Messages of each queue that one page shows. */
const SHOWN = 25;

/** Looks at what needs a person. */
export function deadLetterRoutes(site: Site, letters: DeadLetters, clock: Pick<Clock, 'now'>): Hono {
  const routes = new Hono();

  routes.get(PATHS.deadLetters, async (c) =>
    c.html(deadLettersPage(site, await surveyLetters(letters, SHOWN), clock.now())),
  );

  routes.get(PATHS.letter, async (c) => {
    const queue = queueOf(c.req.query('queue'));
    if (!queue) return c.html(messagePage(site, NO_QUEUE), 404);
    const found = await lookAtLetters(queue, MAX_LETTERS, letters);
    const letter = found.find(({ id }) => id === c.req.query('id'));
    if (!letter) return c.html(messagePage(site, NOT_THERE), 404);
    return c.html(letterPage(site, queue, letter, clock.now()));
  });
  return routes;
}

/** Undefined for what is no queue of dead letters. */
export const queueOf = (name: string | undefined) => DEAD_LETTER_QUEUES.find((queue) => queue === name);

/** Where to go on after dealing with one. */
export const TO_LETTERS = { path: PATHS.deadLetters, text: 'To the dead letters' };

export const NO_QUEUE = {
  title: 'No such queue',
  what: `The queues are ${DEAD_LETTER_QUEUES.join(', ')}.`,
  nextStep: 'Start from the page of the dead letters.',
  link: TO_LETTERS,
};

export const NOT_THERE = {
  title: 'Not there',
  what: 'This message is not among the dead letters. Somebody else has dealt with it, or has it in hand right now.',
  nextStep: 'Look again in two minutes.',
  link: TO_LETTERS,
};
