const ATTRIBUTES =
  'align|alt|aria-label|aria-roledescription|border|cellpadding|cellspacing|charset|class|colspan|content|dir|href|lang|name|role|src|style|valign|width';
const TAGS = 'a|bdi|body|br|div|h1|h2|head|html|img|meta|p|span|strong|table|td|title|tr';
const TAG = new RegExp(`</?(?:${TAGS})(?: (?:${ATTRIBUTES})="[^"<>]*")*>`, 'g');

/**
 * The text between the tags, as it stands in the markup. Only the templates' own tags and attributes count as such, so
 * whatever data smuggles in is left over.
 */
export function markupText(html: string): string {
  return html
    .replace('<!DOCTYPE html>', '')
    .replace(/<script type="application\/ld\+json">[^<]*<\/script>/, '')
    .replace(/<style>[^<]*<\/style>/, '')
    .replace(/<!--\[if mso\]>[\s\S]*?<!\[endif\]-->/g, '')
    .replaceAll(TAG, '\n');
}

/** The JSON that machines read, as it stands there. */
export const structuredData = (html: string): string[] =>
  [...html.matchAll(/<script type="application\/ld\+json">([^<]*)<\/script>/g)].map(([, json]) => json!);

/** The values of an attribute, decoded. */
export function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => decoded(value!));
}

export const decoded = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');

/** What a reader sees, line by line. */
export const visibleText = (html: string) =>
  decoded(markupText(html))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
