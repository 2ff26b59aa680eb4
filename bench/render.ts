import { checkOrderEvent } from '#contract/check-order-event.ts';
import type { OrderEvent } from '#contract/order-event.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import { renderEmail } from '#email/render-email.ts';
import { asType, SAMPLE_BRANDS, SAMPLES } from '#email/samples.ts';

/**
 * What rendering an email takes, by type and number of lines: CPU time of this process, and the bytes of both parts.
 *
 * Method: the sample order with every field, of the sample brand with every field, its three items repeated. Each is rendered
 * until the compiler has settled, then `runs` times; the least time is given, since everything else of a shared machine only
 * adds to it. The bytes depend on nothing but the code.
 *
 *   node bench/render.ts [runs]
 */
const [runs = '300'] = process.argv.slice(2);

console.log('| type | lines | time, µs | HTML, bytes | text, bytes | pictures |');
console.log('| --- | --- | --- | --- | --- | --- |');
for (const emailType of EMAIL_TYPES) for (const lines of [1, 10, 100]) report(emailType, lines);

function report(emailType: OrderEvent['emailType'], lines: number): void {
  const order = orderOf(emailType, lines);
  const render = () => renderEmail(order, SAMPLE_BRANDS)!;
  for (let run = 0; run < 100; run++) render();
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < Number(runs); run++) least = Math.min(least, microseconds(render));
  const { html, text } = render();
  const pictures = html.match(/<img /g)?.length ?? 0;
  const bytes = [html, text].map((part) => Buffer.byteLength(part));
  console.log(`| ${emailType} | ${lines} | ${Math.round(least)} | ${bytes.join(' | ')} | ${pictures} |`);
}

function orderOf(emailType: OrderEvent['emailType'], lines: number): OrderEvent {
  const { orderItems, ...order } = SAMPLES.everything;
  const items = Array.from({ length: lines }, (_, line) => {
    const item = orderItems[line % orderItems.length]!;
    return { ...item, name: `${item.name} ${line + 1}` };
  });
  const sample = { ...order, orderItems: items, brand: 'potter' };
  const { refund, ...typed } = asType(sample, emailType);
  const checked = checkOrderEvent({ ...typed, ...(refund && { refund: { ...refund, items } }) });
  if (checked.kind === 'refused') throw new Error(`${checked.field} must be ${checked.allowed}`);
  return checked.event;
}

function microseconds(work: () => unknown): number {
  const before = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - before) / 1000;
}
