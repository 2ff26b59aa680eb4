import { html } from 'hono/html';
import type { Markup } from './page.ts';

/** A command to copy. The button appears where a script can use the clipboard. */
export function command(text: string): Markup {
  return html`<div class="command"><pre tabindex="0" aria-label="Command"><code>${text}</code></pre><button type="button" data-copy hidden>Copy</button></div>`;
}
