import { html } from 'hono/html';
import { command } from './command.ts';
import type { Markup } from './page.ts';
import type { Block } from './runbook.ts';

/** A section of the runbook, with its commands to copy. */
export function runbookMarkup(blocks: readonly Block[]): Markup {
  return html`<div class="runbook">${blocks.map(blockMarkup)}</div>`;
}

function blockMarkup(block: Block): Markup {
  switch (block.kind) {
    case 'heading':
      return html`<h4>${inline(block.text)}</h4>`;
    case 'paragraph':
      return html`<p>${inline(block.text)}</p>`;
    case 'code':
      return command(block.text);
    case 'table':
      return tableMarkup(block.rows);
    case 'list': {
      const items = block.items.map((item) => html`<li>${inline(item)}</li>`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
  }
}

function tableMarkup([header = [], ...rows]: readonly (readonly string[])[]): Markup {
  return html`<table class="pairs">
<thead><tr>${header.map((cell) => html`<th scope="col">${inline(cell)}</th>`)}</tr></thead>
<tbody>${rows.map(([first = '', ...others]) => html`<tr><th scope="row">${inline(first)}</th>${others.map((cell) => html`<td>${inline(cell)}</td>`)}</tr>\n`)}</tbody>
</table>`;
}

const SPANS = /(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|\[[^\]]+\]\([^)]+\))/;

/** Code and stressed words. A link is its text: what it leads to lies beside the runbook, not in the console. */
function inline(text: string): (string | Markup)[] {
  return text.split(SPANS).map((part, n) => {
    if (n % 2 === 0) return part;
    if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
    if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`;
    if (part.startsWith('*')) return html`<em>${part.slice(1, -1)}</em>`;
    return part.slice(1, part.indexOf(']'));
  });
}
