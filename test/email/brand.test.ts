import { describe, expect, test } from 'vitest';
import type { Brand } from '#contract/brand.ts';
import { checkBrands } from '#contract/check-brands.ts';
import { contrast } from '#contract/colours.ts';
import { themeOf } from '#email/html/theme.ts';
import { renderEmail } from '#email/render-email.ts';
import { inLanguage, SAMPLE_BRANDS, SAMPLES } from '#email/samples.ts';
import { attributes, visibleText } from './markup.ts';
import { checked, orderWith, rendered } from './orders.ts';

const render = (brand: Partial<Brand>) => rendered(orderWith(), { name: 'Example Shop', ...brand });

test('an event chooses its brand; one that names none gets the default', () => {
  const named = renderEmail(orderWith({ brand: 'potter' }), SAMPLE_BRANDS)!;
  expect(named).toMatchObject({
    fromName: 'Potter & Daughters Orders',
    replyTo: 'orders@potter.example.com',
    subject: 'Your Potter & Daughters order ORDER123456 is confirmed',
  });
  expect(renderEmail(orderWith(), SAMPLE_BRANDS)).toMatchObject({ fromName: 'Example Shop' });
});

test.each(['acme', 'constructor', 'tostring'])(
  'a brand that is not there, such as %s, gives no mail',
  (brand) => {
    expect(renderEmail(orderWith({ brand }), SAMPLE_BRANDS)).toBeUndefined();
  },
);

describe('what a brand says', () => {
  test('stands at the top and at the end', () => {
    const { html, text } = renderEmail(orderWith({ brand: 'potter' }), SAMPLE_BRANDS)!;
    expect(attributes(html, 'src')).toEqual(['https://shop.example.com/images/logo.png']);
    expect(attributes(html, 'alt')).toEqual(['Potter & Daughters']);
    expect(visibleText(html).slice(-5)).toEqual([
      ...['12 Kiln Lane', 'Springfield, IL 62704', 'United States', 'Terms', 'Privacy'],
    ]);
    expect(text).toContain('\nPotter & Daughters\n12 Kiln Lane\nSpringfield, IL 62704\n');
    expect(text).toContain('Terms: https://potter.example.com/terms');
    expect(text).toContain('https://potter.example.com/help');
  });

  test('replaces messages in their own language alone', () => {
    const potter = { ...SAMPLES.minimal, brand: 'potter' };
    const english = renderEmail(checked(potter), SAMPLE_BRANDS)!;
    expect(visibleText(english.html)).toContain('Thank you! Your order is in our hands');
    const german = renderEmail(checked(inLanguage(potter, 'de')), SAMPLE_BRANDS)!;
    expect(german.html).not.toContain('Thank you');
  });

  test('notes are shown once, for the kinds of goods there are, in the language there is', () => {
    const note = /Wood: wash by hand/g;
    const item = { name: 'Board', quantity: 1, price: '1', category: 'wood' };
    const order = { brand: 'potter', orderItems: [item, { ...item, name: 'Spoon' }] };
    expect(renderEmail(orderWith(order), SAMPLE_BRANDS)!.text.match(note)).toHaveLength(1);
    expect(renderEmail(orderWith({ ...order, locale: 'de' }), SAMPLE_BRANDS)!.text).toContain(
      'Holz: von Hand',
    );
    expect(renderEmail(orderWith({ ...order, locale: 'sv' }), SAMPLE_BRANDS)!.text).toMatch(note);
    expect(renderEmail(orderWith({ brand: 'potter' }), SAMPLE_BRANDS)!.text).not.toMatch(note);
  });

  test('an accent colours the button', () => {
    const { html } = render({ colours: { accent: '#0f6b4f' } });
    expect(html).not.toContain('#0f6b4f;border-radius');
    const { html: withButton } = rendered(orderWith({ orderUrl: 'https://example.com/' }), {
      name: 'Shop',
      colours: { accent: '#0f6b4f' },
    });
    expect(withButton).toContain('background-color:#0f6b4f;border-radius:8px');
  });

  test('is no List-Unsubscribe: the mail is about an order', () => {
    expect(render({}).html + render({}).text).not.toMatch(/unsubscribe/i);
  });
});

describe('a colour', () => {
  test('the contrast of two is what WCAG says', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  test.each(['#000000', '#1c1c1a', '#0f6b4f', '#ffcc00', '#ffffff', '#c00000'])(
    'a button of %s can be read, and seen in dark mode',
    (accent) => {
      const { button, buttonText, styleSheet } = themeOf({ accent });
      const colourOf = (style: string) => /#[0-9a-f]{6}/.exec(style)![0];
      expect(contrast(colourOf(button), colourOf(buttonText))).toBeGreaterThanOrEqual(4.5);
      const dark = /\.k\{background-color:(#[0-9a-f]{6})/.exec(styleSheet.toString())![1]!;
      expect(contrast(dark, '#1c1c1b')).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('a brand file is refused for', () => {
  const problems = (brand: object) => {
    const result = checkBrands({ default: 'acme', brands: { acme: { name: 'Acme', ...brand } } });
    return result.kind === 'valid'
      ? []
      : result.problems.map(({ field }) => field.replace('brands.acme.', ''));
  };

  test('nothing, when it is good', () => {
    expect(problems({})).toEqual([]);
    expect(checkBrands(SAMPLE_BRANDS).kind).toBe('valid');
  });

  test.each([
    ['javascript:alert(1)'],
    ['data:image/png;base64,AAAA'],
    ['http://acme.example.com/logo.png'],
    ['https://user:password@acme.example.com/logo.png'],
    ['//acme.example.com/logo.png'],
    ['https://acme.example.com/logo.svg?size=2'],
    ['https://acme.example.com/\r\nlogo.png'],
    [`https://acme.example.com/${'a'.repeat(500)}`],
  ])('a logo at %j', (logoUrl) => {
    expect(problems({ logoUrl })).toEqual(['logoUrl']);
  });

  test.each([
    ['name', { name: 'Acme\r\nBcc: eve@example.com' }],
    ['fromName', { fromName: 'x'.repeat(65) }],
    ['replyTo', { replyTo: 'a@example.com, b@example.com' }],
    ['logoWidth', { logoWidth: 2000 }],
    ['colours.accent', { colours: { accent: 'red;background:url(https://example.com)' } }],
    ['colours.accent', { colours: { accent: '#767676', accentText: '#757575' } }],
    ['colours.background', { colours: { background: '#888888' } }],
    ['links.0.url', { links: [{ label: 'Terms', url: 'javascript:alert(1)' }] }],
    ['notes', { notes: Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`c${index}`, 'x'])) }],
    ['messages.en["greeting"]', { messages: { en: { greeting: 'Hi {name}' } } }],
    ['messages.en["toString"]', { messages: { en: { toString: 'x' } } }],
    ['messages.en["order.items"]', { messages: { en: { 'order.items': { one: '{count}' } } } }],
    ['messages', { messages: { xx: {} } }],
  ])('its %s', (field, brand) => {
    const [first] = problems(brand);
    expect(first?.replace('accentText', 'accent')).toBe(field);
  });

  test('a brand that would be the default and is not there', () => {
    expect(checkBrands({ default: 'other', brands: { acme: { name: 'Acme' } } })).toMatchObject({
      kind: 'refused',
      problems: [{ field: 'default', found: 'other', allowed: 'a key of brands: acme' }],
    });
  });
});
