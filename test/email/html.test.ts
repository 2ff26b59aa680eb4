import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html } from '#email/html/html.ts';
import { decoded } from './markup.ts';

describe('the html tag', () => {
  test('escapes what would end a text or a quoted attribute', () => {
    const name = `<b a="1">Tom & 'Jerry'</b>`;
    expect(String(html`<p title="${name}">${name}</p>`)).toBe(
      '<p title="&lt;b a=&#34;1&#34;&gt;Tom &amp; &#39;Jerry&#39;&lt;/b&gt;">&lt;b a=&#34;1&#34;&gt;Tom &amp; &#39;Jerry&#39;&lt;/b&gt;</p>',
    );
  });

  test('nests markup without escaping it twice', () => {
    expect(String(html`<p>${html`<b>${'a & b'}</b>`}</p>`)).toBe('<p><b>a &amp; b</b></p>');
  });

  test('joins lists, of lists too', () => {
    const rows = [['<', 1], [html`<br>`]];
    expect(String(html`<p>${rows}</p>`)).toBe('<p>&lt;1<br></p>');
  });

  test('renders nothing for what is absent, but a zero', () => {
    expect(String(html`<p>${undefined}${null}${false}${''}${0}</p>`)).toBe('<p>0</p>');
  });

  test('does not take an object that looks like markup', () => {
    const forged = { toString: () => '<script>', map: () => ['&'] };
    expect(String(html`${forged as never}`)).not.toContain('<script>');
  });

  test('leaves any text readable and none of it markup', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", ';', '#', 'a', '3', '9', '漢', '\0') }),
        (text) => {
          const markup = String(html`${text}`);
          expect(markup).not.toMatch(/[<>"']/);
          expect(decoded(markup)).toBe(text);
        },
      ),
    );
  });
});
