import { html } from 'hono/html';
import { PREVIEW_SAMPLES, type PreviewChoice } from '#app/preview-email.ts';
import type { Brands } from '#contract/brand.ts';
import { LANGUAGE_TAGS, type LanguageTag } from '#contract/languages.ts';
import { EMAIL_TYPES } from '#contract/tracking-item.ts';
import type { RenderedEmail } from '#email/render-email.ts';
import { EMAIL_TYPE_NAMES } from './email-type-name.ts';
import { languageName } from './language-name.ts';
import { type Markup, page, type Site } from './page.ts';
import { type Look, previewDocumentPath, previewPath } from './preview-paths.ts';
import { MAIL_SANDBOX } from './security-headers.ts';

/** One email in every width and colour scheme, with the links to all others. */
export function previewPage(site: Site, choice: PreviewChoice, email: RenderedEmail, brands: Brands): Markup {
  const content = html`<h1>Email preview</h1>
${choices(choice, brands)}
<h2 id="inbox">In the inbox</h2>
<div class="card preview-line">${inboxLine(email, choice.language)}</div>
<p class="minor">HTML ${kilobytes(email.html)}, text ${kilobytes(email.text)}. Gmail cuts a mail’s HTML off at 102 KB.</p>
<nav class="jumps" aria-label="On this page"><a href="#phone">Phone</a> <a href="#desktop">Desktop</a> <a href="#text">Text</a></nav>
<h2 id="phone">Phone</h2>
<div class="frames">
${PHONE_FRAMES.map((frame) => frameOf(choice, frame))}
</div>
<h2 id="desktop">Desktop</h2>
<div class="frames">
${DESKTOP_FRAMES.map((frame) => frameOf(choice, frame))}
</div>
<h2 id="text">Text</h2>
<pre class="card text" tabindex="0" aria-label="The mail as text" lang="${choice.language}">${email.text}</pre>`;
  const title = `${EMAIL_TYPE_NAMES[choice.type]}, ${sampleName(choice.sample)}, ${choice.language}`;
  return page(site, { title, section: 'preview', content });
}

function choices(choice: PreviewChoice, { brands }: Brands): Markup {
  const keys = Object.keys(brands);
  return html`<div class="choices">
${choiceOf('Type', EMAIL_TYPES, choice.type, (type) => ({ path: previewPath({ ...choice, type }), label: EMAIL_TYPE_NAMES[type] }))}
${choiceOf('Language', LANGUAGE_TAGS, choice.language, (language) => ({ path: previewPath({ ...choice, language }), label: languageName(language) }))}
${choiceOf('Sample', PREVIEW_SAMPLES, choice.sample, (sample) => ({ path: previewPath({ ...choice, sample }), label: sampleName(sample) }))}
${keys.length > 1 && choiceOf('Brand', keys, choice.brand, (brand) => ({ path: previewPath({ ...choice, brand }), label: brand }))}
</div>`;
}

/** The values of one choice as links; each leads to the same preview with that value. */
function choiceOf<Value extends string>(
  name: string,
  values: readonly Value[],
  chosen: Value,
  linkOf: (value: Value) => { readonly path: string; readonly label: string | Markup },
): Markup {
  return html`<nav aria-label="${name}"><span class="minor" aria-hidden="true">${name}</span> <ul>${values.map(
    (value) => {
      const { path, label } = linkOf(value);
      return html`<li><a href="${path}"${value === chosen && html` aria-current="page"`}>${label}</a></li> `;
    },
  )}</ul></nav>`;
}

/** The mail as a list of mails shows it: who wrote, the subject, and the preheader after it. */
const inboxLine = ({ fromName, subject, preheader }: RenderedEmail, language: LanguageTag): Markup =>
  html`<bdi class="from">${fromName}</bdi> <bdi class="subject" lang="${language}">${subject}</bdi> <bdi class="minor" lang="${language}">${preheader}</bdi>`;

/** Such as `gift without prices` for `giftWithoutPrices`. */
const sampleName = (key: string) => key.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

const kilobytes = (text: string) => `${(Buffer.byteLength(text) / 1000).toFixed(1)} KB`;

interface Frame {
  readonly width: 320 | 375 | 640;
  readonly look: Look;
}

/** The narrowest phone still in use, and a usual one. */
const PHONE_FRAMES: readonly Frame[] = [
  { width: 375, look: 'light' },
  { width: 375, look: 'dark' },
  { width: 320, look: 'light' },
  { width: 375, look: 'no-pictures' },
];

const DESKTOP_FRAMES: readonly Frame[] = [
  { width: 640, look: 'light' },
  { width: 640, look: 'dark' },
];

const LOOK_NAMES: Readonly<Record<Look, string>> = {
  light: 'light',
  dark: 'dark',
  'no-pictures': 'pictures off',
};

function frameOf(choice: PreviewChoice, { width, look }: Frame): Markup {
  const name = `${width} px, ${LOOK_NAMES[look]}`;
  return html`<figure class="frame" tabindex="0" aria-label="${name}"><figcaption class="minor">${name}</figcaption>
<iframe class="card w${width}" title="The mail at ${name}" src="${previewDocumentPath(choice, look)}" sandbox="${MAIL_SANDBOX}" referrerpolicy="no-referrer" loading="lazy"></iframe></figure>
`;
}
