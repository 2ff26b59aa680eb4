import { emailIdOfTag } from '#domain/email-id.ts';
import { emailIdOfOrder, orderIdIn } from './email-case.ts';

const KEY = /"Key":\{"emailId":\{"S":"([^"]+)"/;
const TAG = /"Name":"emailId","Value":"([\w-]+)"|"emailId":\["([\w-]+)"\]/;
const RESEND = /^\{"resend":\{"emailId":"([^"]+)"/;

/** The email whose item a request to the table names; empty for none. */
export const emailIdInKey = (body: string): string => KEY.exec(body)?.[1] ?? '';

/** The email that a request to SES, or one of its events, names in its tags; empty for none. */
export function emailIdInTags(text: string): string {
  const found = TAG.exec(isEvent(text) ? text : text.slice(text.lastIndexOf('"EmailTags"')));
  return emailIdOfTag(found?.[1] ?? found?.[2] ?? '') ?? '';
}

/** The email that a message of a queue is about: an event of SES, a request to resend, or an order, readable or not. */
export function emailIdInMessage(body: string): string {
  if (isEvent(body)) return emailIdInTags(body);
  const resend = RESEND.exec(body)?.[1];
  if (resend !== undefined) return resend;
  const orderId = orderIdIn(body);
  return orderId === undefined ? '' : emailIdOfOrder(orderId);
}

const isEvent = (body: string) => body.startsWith('{"eventType"');

/** What an event says, in SES's words. */
export const kindOfEvent = (body: string): string =>
  /"eventType":"([\w ]+)"/.exec(body)?.[1] ?? 'a stray message';
