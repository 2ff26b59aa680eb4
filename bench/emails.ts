import process from 'node:process';
import type { OrderEvent } from '#contract/order-event.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { renderEmail } from '#email/render-email.ts';
import { SAMPLE_BRANDS } from '#email/samples.ts';
import { orderOfLines } from './mails/mails.ts';

/**
 * How long an email takes to render and how large it is, at 1, 10 and 100 lines with pictures, for every type.
 *
 * Method: one process; all emails are rendered until the code is warm, then each in rounds of equal CPU time (user plus
 * system), and the fastest round counts, since other load on the machine only ever adds. Bytes are UTF-8, before MIME
 * encoding. Words, amounts and dates in English; every line has a picture, a link, a variant and a SKU.
 *
 *   node bench/emails.ts [rounds]
 */
const [rounds = 15] = process.argv.slice(2).map(Number);

/** Long enough that the clock's own resolution does not matter. */
const ROUND_MICROSECONDS = 50_000;
const WARM_UP_RENDERS = 200;
const LINES = [1, 10, 100];

const orders = EMAIL_TYPES.flatMap((type) => LINES.map((lines) => orderOfLines(lines, type)));
for (const order of orders)
  for (let render = 0; render < WARM_UP_RENDERS; render++) renderEmail(order, SAMPLE_BRANDS);

console.log('type, lines: CPU per email, HTML, text');
for (const order of orders) {
  const { html, text } = renderEmail(order, SAMPLE_BRANDS)!;
  const [htmlBytes, textBytes] = [html, text].map((part) => Buffer.byteLength(part));
  const name = `${order.emailType}, ${order.orderItems.length}`;
  console.log(`${name}: ${fastest(order)} µs, ${htmlBytes} B, ${textBytes} B`);
}

function fastest(order: OrderEvent): number {
  return Math.round(Math.min(...Array.from({ length: rounds }, () => microsecondsPerEmail(order))));
}

function microsecondsPerEmail(order: OrderEvent): number {
  const start = process.cpuUsage();
  for (let emails = 1; ; emails++) {
    renderEmail(order, SAMPLE_BRANDS);
    const { user, system } = process.cpuUsage(start);
    if (user + system >= ROUND_MICROSECONDS) return (user + system) / emails;
  }
}
