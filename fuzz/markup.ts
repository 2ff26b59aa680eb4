import { MARK } from './hostile-text.ts';
import { holds } from './surface.ts';

/** A tag as browsers end it: a `>` within quotes does not. */
const TAG = /<[a-zA-Z/!](?:[^<>"']|"[^"]*"|'[^']*')*>/g;
const LINK = /\s(?:href|src|action|formaction|background)="([^"]*)"/g;

/**
 * Where the mark stands within a tag, but not within the quotes of a value, a value has become markup.
 *
 * @param links what links may begin with
 */
export function checkMarkup(html: string, links: RegExp): void {
  holds(!html.includes(`<${MARK}`), 'no value is a tag');
  for (const [tag] of html.matchAll(TAG)) {
    const bare = tag.replaceAll(/"[^"]*"|'[^']*'/g, '""');
    holds(!bare.includes(MARK), 'no value is an attribute', tag);
    for (const [, link = ''] of tag.matchAll(LINK))
      holds(links.test(link), 'no value makes a link of another kind', link);
  }
}
