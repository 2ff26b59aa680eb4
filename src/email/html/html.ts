/**
 * Markup that is safe to send. Only the functions of this file make one: the class stays here and its private field makes the
 * type nominal, so a plain string can never take the place of markup.
 */
class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

export type { Html };

/** What may stand in a `${}` of a template: text is escaped, markup is not, lists are joined, and absent values render nothing. */
export type Slot = string | number | Html | undefined | null | false | readonly Slot[];

/**
 * Builds markup: everything interpolated is escaped, for text and for quoted attributes alike. Always quote attributes with
 * `"`; a style element takes no data, and a script none but what {@link jsonScript} makes of it.
 */
export function html(strings: TemplateStringsArray, ...slots: readonly Slot[]): Html {
  let markup = strings[0]!;
  for (let index = 0; index < slots.length; index++) markup += render(slots[index]) + strings[index + 1]!;
  return new Html(markup);
}

function render(slot: Slot): string {
  if (typeof slot === 'string') return escapeHtml(slot);
  if (slot === undefined || slot === null || slot === false) return '';
  if (typeof slot === 'number') return String(slot);
  if (slot instanceof Html) return slot.toString();
  return slot.map(render).join('');
}

const UNSAFE = /[&<>"']/;

/** Testing is cheaper than replacing. */
function escapeHtml(text: string): string {
  return UNSAFE.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character]!) : text;
}

/** Numeric where the named entity is longer, or, as `&apos;`, unknown to Outlook. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

/**
 * Data for machines, as JSON in a script element. There no entity works: whatever could end the element, open a comment in
 * it, or be taken for a quote by a careless reader, is written as a JSON escape. A quote is `\"` inside of JSON's texts, and
 * only there.
 */
export function jsonScript(type: string, value: object): Html {
  const json = JSON.stringify(value).replace(/\\"|\\.|[<>&'\u2028\u2029]/g, (found) =>
    found.length > 1 && found !== '\\"'
      ? found
      : `\\u${found.at(-1)!.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return html`<script type="${type}">${new Html(json)}</script>`;
}
