import { html } from 'hono/html';
import { type PreviewChoice, previewEmail } from '#app/preview-email.ts';
import type { Brands } from '#contract/brand.ts';
import { LANGUAGE_TAGS } from '#contract/languages.ts';
import { EMAIL_TYPES, type EmailType } from '#contract/tracking-item.ts';
import { EMAIL_TYPE_NAMES } from './email-type-name.ts';
import { languageName } from './language-name.ts';
import { type Markup, page, type Site } from './page.ts';
import { previewPath } from './preview-paths.ts';

/** The sample that shows most of what a mail can show. */
const USUAL_SAMPLE = 'everything';

/** Every type of email in every language, by what an inbox shows of it. */
export function previewListPage(site: Site, brands: Brands): Markup {
  const content = html`<h1>Email preview</h1>
<p>Every email that customers get, in every language. Open one to see it on phone and desktop, in light and dark, as text, and with other orders.</p>
${EMAIL_TYPES.map((type) => typeCard(type, brands))}`;
  return page(site, { title: 'Email preview', section: 'preview', content });
}

function typeCard(type: EmailType, brands: Brands): Markup {
  return html`<section class="card previews" aria-labelledby="${type}">
<h2 id="${type}">${EMAIL_TYPE_NAMES[type]}</h2>
<ul>
${LANGUAGE_TAGS.map((language) => previewLine({ brand: brands.default, sample: USUAL_SAMPLE, type, language }, brands))}
</ul>
</section>
`;
}

function previewLine(choice: PreviewChoice, brands: Brands): Markup {
  const { subject, preheader } = previewEmail(choice, brands)!;
  const { language } = choice;
  return html`<li><a href="${previewPath(choice)}">${languageName(language)}</a> <span class="shown"><bdi class="subject" lang="${language}">${subject}</bdi> <bdi class="minor" lang="${language}">${preheader}</bdi></span></li>
`;
}
