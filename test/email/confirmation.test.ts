import { describe, expect, test } from 'vitest';
import { SAMPLES, sampleOrder } from '#email/samples.ts';
import { attributes, visibleText } from './markup.ts';
import { checked, orderWith, rendered } from './orders.ts';

const brand = { name: 'Example Shop', supportEmail: 'help@example.com' };

const render = (fields: Parameters<typeof orderWith>[0] = {}) => rendered(orderWith(fields), brand);

const shown = (fields: Parameters<typeof orderWith>[0] = {}) => visibleText(render(fields).html);

/** The value in the cell after the one with the label. */
const cellAfter = (label: string, lines: readonly string[]) => lines[lines.indexOf(label) + 1];

describe('the confirmation of a complete order', () => {
  const order = checked(SAMPLES.complete);
  const email = rendered(order, brand);

  test('has a subject that says what happened to which order', () => {
    expect(email.subject).toBe('Your Example Shop order ORDER123457 is confirmed');
  });

  test('reads well as text', () => {
    expect(email.text).toBe(`Example Shop

Your order is confirmed
=======================

Hello John Doe,

Thank you for your order. Here is a summary for your records.

Order number         ORDER123457
Order date           October 8, 2024
Estimated delivery   October 13, 2024

View your order
https://shop.example.com/orders/ORDER123457

Order summary
=============

Stoneware mug, speckled white
  SKU MUG-SPK-01
  Qty 2 × $18.50                                          $37.00

Washed linen napkins, set of four
  SKU LIN-NAP-04
  Qty 1                                                   $34.00

Olive wood serving board
  SKU BRD-OLV-M
  Qty 1                                                   $42.00

----------------------------------------------------------------
Subtotal                                                 $113.00
Discount                                                 -$10.00
Shipping                                                   $6.90
Tax                                                        $8.47
----------------------------------------------------------------
Total                                                    $118.37

Shipping address
================

John Doe
742 Evergreen Terrace
Apartment 5B
Springfield, IL 62704
United States

Questions about your order? Write to us at help@example.com

----------------------------------------------------------------
You are receiving this email at customer@example.com because an
order was placed with this address at Example Shop. It is about
this order only and is not advertising.
`);
  });

  test('says the same as HTML', () => {
    expect(visibleText(email.html)).toEqual([
      'Your Example Shop order ORDER123457 is confirmed',
      'Order ORDER123457: 4 items, $118.37 in total.',
      'Example Shop',
      'Your order is confirmed',
      'Hello John Doe,',
      'Thank you for your order. Here is a summary for your records.',
      ...['Order number', 'ORDER123457', 'Order date', 'October 8, 2024'],
      ...['Estimated delivery', 'October 13, 2024'],
      'View your order',
      'Order summary',
      ...['Stoneware mug, speckled white', 'SKU MUG-SPK-01', 'Qty 2 × $18.50', '$37.00'],
      ...['Washed linen napkins, set of four', 'SKU LIN-NAP-04', 'Qty 1', '$34.00'],
      ...['Olive wood serving board', 'SKU BRD-OLV-M', 'Qty 1', '$42.00'],
      ...['Subtotal', '$113.00', 'Discount', '-$10.00', 'Shipping', '$6.90', 'Tax', '$8.47'],
      ...['Total', '$118.37'],
      'Shipping address',
      ...['John Doe', '742 Evergreen Terrace', 'Apartment 5B', 'Springfield, IL 62704', 'United States'],
      ...['Questions about your order? Write to us at', 'help@example.com'],
      'You are receiving this email at customer@example.com because an order was placed with this address at Example Shop. It is about this order only and is not advertising.',
    ]);
  });

  test('links to the order and shows the pictures of its items', () => {
    expect(attributes(email.html, 'href')).toEqual([
      'https://shop.example.com/orders/ORDER123457',
      'mailto:help@example.com',
    ]);
    expect(attributes(email.html, 'src')).toEqual([
      'https://shop.example.com/images/mug.png',
      'https://shop.example.com/images/napkins.png',
      'https://shop.example.com/images/board.png',
    ]);
  });

  test('is built for mail clients and screen readers', () => {
    const tables = email.html.match(/<table/g)!;
    expect(email.html.match(/<table role="presentation"/g)).toHaveLength(tables.length);
    expect(attributes(email.html, 'alt')).toEqual(order.orderItems.map(({ name }) => name));
    expect(email.html).toContain('<html lang="en" dir="ltr">');
    expect(email.html).toContain('<meta name="color-scheme" content="light dark">');
    expect(email.html).toContain('max-width:600px');
    expect(email.html).not.toMatch(/display:\s*(flex|grid)|position:/);
  });

  test('is the same each time', () => {
    expect(rendered(checked(SAMPLES.complete), brand)).toEqual(email);
  });
});

describe('what the event does not have is not shown', () => {
  test('the smallest order has items and a total, no more', () => {
    const lines = shown();
    expect(lines.slice(lines.indexOf('Order summary'), -3)).toEqual([
      ...['Order summary', 'Product', 'Qty 2 × $29.99', '$59.98', 'Total', '$59.98'],
    ]);
    expect(render().html).not.toMatch(/<img|Subtotal|Shipping|Tax|Discount|delivery/);
  });

  test('without a way to ask, none is offered', () => {
    const { html, text } = rendered(orderWith(), { name: 'Example Shop' });
    expect(html + text).not.toContain('Questions');
  });

  test('a shop that reads answers says so', () => {
    const { html, text } = rendered(orderWith(), { name: 'Shop', replyTo: 'help@example.com' });
    expect(html).toContain('Just reply to this email.');
    expect(text).toContain('Just reply to this email.');
  });
});

describe('amounts', () => {
  const items = [{ name: 'Mug', quantity: 2, price: '10.00' }];

  test('a subtotal is shown where it explains the total', () => {
    const lines = shown({ orderItems: items, shipping: '5.00', orderTotal: '25.00' });
    expect(cellAfter('Subtotal', lines)).toBe('$20.00');
  });

  test('amounts that do not add up are shown as given, without a figure of our own', () => {
    const lines = shown({ orderItems: items, shipping: '5.00', orderTotal: '24.00' });
    expect(lines).not.toContain('Subtotal');
    expect(cellAfter('Shipping', lines)).toBe('$5.00');
    expect(cellAfter('Total', lines)).toBe('$24.00');
  });

  test('tax that the prices contain stands below the total', () => {
    const lines = shown({ orderItems: items, tax: '3.19', orderTotal: '20.00' });
    expect(cellAfter('Including tax', lines)).toBe('$3.19');
    expect(lines).not.toContain('Tax');
    expect(lines.indexOf('Including tax')).toBeGreaterThan(lines.indexOf('Total'));
  });

  test('free shipping is worth a line, no discount is not', () => {
    const lines = shown({ orderItems: items, shipping: '0', discount: '0.00', orderTotal: '20.00' });
    expect(cellAfter('Shipping', lines)).toBe('$0.00');
    expect(lines).not.toContain('Discount');
  });

  test('numbers and symbols in the event mean the same as strings', () => {
    const plain = render({ orderItems: items, shipping: '5.5', orderTotal: '25.5' });
    const other = render({
      orderItems: [{ name: 'Mug', quantity: 2, price: '$10.00' }],
      shipping: 5.5,
      orderTotal: 25.5,
    });
    expect(other).toEqual(plain);
  });
});

describe('the shipping address', () => {
  const lines = (shippingAddress: NonNullable<Parameters<typeof orderWith>[0]>['shippingAddress']) => {
    const all = shown({ shippingAddress });
    return all.slice(all.indexOf('Shipping address') + 1, -3);
  };

  test('has the postal code where its country has it', () => {
    expect(lines({ line1: '1 Main St', city: 'Austin', region: 'TX', postalCode: '73301' })).toEqual([
      '1 Main St',
      'Austin, TX 73301',
    ]);
    expect(lines({ line1: 'Hauptstr. 1', city: 'Bonn', postalCode: '53111' })).toEqual([
      'Hauptstr. 1',
      '53111 Bonn',
    ]);
  });

  test('has no empty lines or separators', () => {
    expect(lines({ line1: '1 Main St' })).toEqual(['1 Main St']);
    expect(lines({ line1: '1 Main St', region: 'TX' })).toEqual(['1 Main St', 'TX']);
  });
});

describe('text that could break a mail', () => {
  const hard = rendered(checked(SAMPLES.hardText), brand);

  test('links become ASCII, and nothing in them ends the attribute', () => {
    expect(hard.html).toContain(
      'src="https://shop.example.com/a%20b%22%3E%3Cscript%3Ealert(1)%3C/script%3E.png?a=1&amp;b=2"',
    );
  });

  test('right-to-left text is kept apart from its surroundings', () => {
    expect(hard.html).toContain('<bdi style="font-weight:600">كتاب «ألف ليلة وليلة» (المجلد 3)</bdi>');
    expect(hard.text).toContain('\u2068كتاب «ألف ليلة وليلة» (المجلد 3)\u2069\n');
  });

  test('overrides of the writing direction are removed', () => {
    expect(hard.html + hard.text).not.toMatch(/[\u202a-\u202e]/);
    expect(hard.text).toContain('Text that a nwodedispu override');
  });

  test("the shop's name cannot break the subject", () => {
    const { subject } = rendered(orderWith(), { name: 'Shop\r\nBcc: eve@example.com\u2028\ud800' });
    expect(subject).toBe('Your Shop Bcc: eve@example.com \ufffd order ORDER123456 is confirmed');
  });

  test('a support address cannot add to its link', () => {
    const { html } = rendered(orderWith(), {
      name: 'Shop',
      supportEmail: 'a?bcc=b&c"@example.com',
    });
    expect(attributes(html, 'href')).toEqual(['mailto:a%3Fbcc%3Db%26c%22@example.com']);
  });
});

describe('an order too long for one mail', () => {
  const lines = (count: number, name: string) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${name} ${index + 1}`,
      quantity: 3,
      price: '1.00',
      imageUrl: `https://shop.example.com/${'p'.repeat(60)}${index}.png`,
    }));
  const orderOf = (count: number, name: string) =>
    render({ orderItems: lines(count, name), orderTotal: String(3 * count) });

  test('a hundred lines are shown with their pictures', () => {
    const { html } = orderOf(100, 'Screw');
    expect(html.match(/<img /g)).toHaveLength(100);
  });

  test('first the pictures go', () => {
    const { html } = orderOf(200, 'Screw');
    expect(html).not.toContain('<img ');
    expect(visibleText(html)).toContain('Screw 200');
  });

  test('then the ends of long names, which the text part keeps', () => {
    const { html, text } = orderOf(200, '😀'.repeat(20) + 'Screw, stainless steel, '.repeat(15));
    const names = visibleText(html).filter((line) => line.startsWith('😀'));
    expect(names).toHaveLength(200);
    expect(names[0]).toBe(`${'😀'.repeat(20)}Screw, stainless steel, Screw, stainles…`);
    expect(text).toContain('Screw, stainless steel,  200\n');
  });

  const endless = "<'screw'>, ".repeat(40);

  test('then the end of the list, with a note of how many items are missing and where they are', () => {
    const { html, text } = orderOf(200, endless);
    const shownLines = visibleText(html).filter((line) => line.startsWith('<')).length;
    const note = visibleText(html).find((line) => line.startsWith('and '));
    expect(shownLines).toBeGreaterThan(100);
    expect(note).toBe(`and ${(200 - shownLines) * 3} more items`);
    expect(html).toContain('The complete list is in the plain text version of this email.');
    expect(cellAfter('Total', visibleText(html))).toBe('$600.00');
    expect(text.match(/^<'screw'>/gm)).toHaveLength(200);
  });

  test('even the longest of everything fits', () => {
    const most = (length: number) => '"'.repeat(length);
    const email = render({
      orderId: most(128),
      customerName: most(200),
      orderItems: Array.from({ length: 200 }, () => ({
        name: most(500),
        sku: most(100),
        quantity: 1e6,
        price: '0',
      })),
      shippingAddress: {
        ...{ name: most(200), company: most(200), line1: most(200), line2: most(200), city: most(200) },
        ...{ region: most(200), postalCode: most(32), country: most(100) },
      },
      orderUrl: `https://example.com/${'漢'.repeat(1980)}`,
    });
    expect(Buffer.byteLength(email.html)).toBeLessThanOrEqual(102_000);
    expect(Buffer.byteLength(email.html)).toBeGreaterThan(95_000);
    expect(email.html).toContain('The complete list is in your order online.');
  });

  test('the note leads to the order online where there is a link', () => {
    const { html } = render({
      ...sampleOrder('ORDER1', '2024-10-08T12:00:00Z', 'customer@example.com'),
      orderItems: lines(200, endless),
    });
    expect(html).toContain('The complete list is in your order online.');
  });
});
