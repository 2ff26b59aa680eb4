import * as z from 'zod/mini';

/**
 * The other kind of message on the order topic: an email whose item a resend has made is to be sent. It names the item and
 * nothing else: the content and the address are in the item.
 *
 *   {"resend":{"emailId":"ORDER123456#ORDER_CONFIRMATION#2"}}
 */
export interface ResendRequest {
  readonly emailId: string;
}

const resendRequestSchema = z.strictObject({
  resend: z.strictObject({ emailId: z.string().check(z.minLength(1), z.maxLength(200)) }),
});

/** The body that asks for it. */
export function resendRequestBody({ emailId }: ResendRequest): string {
  return JSON.stringify({ resend: { emailId } });
}

/** Tells almost every order event apart without reading it a second time. */
const LOOKS_LIKE_ONE = /^\s*\{\s*"resend"\s*:/;

/**
 * Reads the body of a message; undefined for anything that is not exactly a request. Unknown fields are allowed in an order
 * event, `resend` among them, so a body with any other field is a shop's, and never a resend. Never throws.
 */
export function parseResendRequest(body: string): ResendRequest | undefined {
  if (!LOOKS_LIKE_ONE.test(body)) return undefined;
  try {
    const result = z.safeParse(resendRequestSchema, JSON.parse(body));
    return result.success ? result.data.resend : undefined;
  } catch {
    return undefined;
  }
}
