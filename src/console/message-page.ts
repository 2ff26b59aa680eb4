import { html } from 'hono/html';
import { type Markup, page, type Site } from './page.ts';
import { PATHS } from './paths.ts';

/** Something that went otherwise than the reader wished. */
export interface Message {
  readonly title: string;
  /** What is the matter, in a sentence. */
  readonly what: string;
  /** What the reader can do now. */
  readonly nextStep: string;
  /** Where to go on. Default: the first page. */
  readonly link?: { readonly path: string; readonly text: string };
}

/** A page that says one thing, for what is not there and what failed. */
export function messagePage(site: Site, { title, what, nextStep, link = START }: Message): Markup {
  const content = html`<section class="card message">
<h1>${title}</h1>
<p>${what}</p>
<p>${nextStep}</p>
<p><a href="${link.path}">${link.text}</a></p>
</section>`;
  return page(site, { title, content });
}

const START = { path: PATHS.overview, text: 'Go to the emails' };
