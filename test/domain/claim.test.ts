import { expect, test } from 'vitest';
import { DOUBT_LIMIT_SECONDS, MAX_ATTEMPTS } from '#contract/timing.ts';
import { decideClaim } from '#domain/claim.ts';
import { NOW, trackingItem } from '#test/support/builders.ts';

const LEASE_OVER = NOW + 60_000;
const DOUBT_OVER = NOW + 900_000;

test.each([
  ['a final state', { sendState: 'ACCEPTED' }, NOW, { kind: 'finished' }],
  ['a refused mail', { sendState: 'REFUSED' }, NOW, { kind: 'finished' }],
  ['my own claim, repeated by the client', { claimId: 'mine' }, NOW, { kind: 'own-claim' }],
  ['a live lease', {}, NOW, { kind: 'wait', untilMs: LEASE_OVER }],
  ['a lease that is over', {}, LEASE_OVER, { kind: 'wait', untilMs: DOUBT_OVER }],
  ['evidence', { evidenceAttempt: 1 }, LEASE_OVER, { kind: 'adopt-evidence', attempt: 1 }],
  [
    'evidence while a retry waits',
    { sendState: 'RETRY', notBefore: DOUBT_OVER, evidenceAttempt: 1 },
    NOW,
    { kind: 'adopt-evidence', attempt: 1 },
  ],
  ['a retry that waits', { sendState: 'RETRY', notBefore: NOW + 1 }, NOW, { kind: 'wait', untilMs: NOW + 1 }],
  ['a retry whose wait is over', { sendState: 'RETRY', notBefore: NOW }, NOW, { kind: 'retry' }],
  ['a doubt that is over', {}, DOUBT_OVER, { kind: 'in-doubt', attemptsLeft: true, tooLong: false }],
  [
    'attempts used up',
    { doubtedAttempts: MAX_ATTEMPTS - 1 },
    DOUBT_OVER,
    { kind: 'in-doubt', attemptsLeft: false, tooLong: false },
  ],
  [
    'a doubt of a day',
    {},
    NOW + DOUBT_LIMIT_SECONDS * 1000,
    { kind: 'in-doubt', attemptsLeft: true, tooLong: true },
  ],
  [
    'a held email of which every attempt was certainly refused',
    { sendState: 'HELD', leaseUntil: undefined, doubtUntil: undefined, notBefore: NOW + 1 },
    NOW,
    { kind: 'retry' },
  ],
  [
    'a held email that was redriven while its last attempt is in doubt',
    { sendState: 'HELD' },
    NOW,
    { kind: 'wait', untilMs: NOW + 900_000 },
  ],
  [
    'a held email that was redriven',
    { sendState: 'HELD', doubtedAttempts: 9 },
    NOW + 900_000,
    { kind: 'in-doubt', attemptsLeft: true, tooLong: false },
  ],
] as const)('%s', (_, overrides, now, decision) => {
  expect(decideClaim(trackingItem(overrides), 'mine', now)).toEqual(decision);
});
