import { createHash, randomUUID } from 'node:crypto';
import type { Digest, Randomness } from '#app/ports.ts';

export const systemRandomness: Randomness = { next: Math.random, newId: randomUUID };

/** 128 bits tell any two orders' contents apart, and half the size is kept with every email. */
export const sha256Digest: Digest = (text) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
