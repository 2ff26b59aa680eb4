import { html } from 'hono/html';
import { PATHS } from './paths.ts';

/** Escaped HTML. Only the `html` tag makes it; whatever is interpolated there is escaped. */
export type Markup = ReturnType<typeof html>;

/** What is the same on every page. */
export interface Site {
  /** The environment's suffix, such as `dev`; absent where there are no orders. */
  readonly environment?: string;
  /** Whether there are orders to list and to search for. */
  readonly hasOrders: boolean;
  /** Whether more than reading is offered. */
  readonly canChange: boolean;
  readonly hasSearch: boolean;
  readonly hasDeadLetters: boolean;
  readonly hasAlarms: boolean;
  readonly hasSuppression: boolean;
  readonly hasInbox: boolean;
  readonly hasFaults: boolean;
  readonly hasCosts: boolean;
  readonly hasPreview: boolean;
}

/** What differs from page to page. */
export interface Page {
  readonly title: string;
  /** The part of the navigation it belongs to. */
  readonly section?:
    | 'emails'
    | 'search'
    | 'suppression'
    | 'dead-letters'
    | 'alarms'
    | 'inbox'
    | 'faults'
    | 'cost'
    | 'preview';
  /** What the search box shows. */
  readonly searched?: string;
  readonly content: Markup;
}

/** A whole document. */
export function page(site: Site, { title, section, searched, content }: Page): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Ordermail</title>
<link rel="icon" href="${PATHS.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${PATHS.style}">
<script type="module" src="${PATHS.script}"></script>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar">
<a class="brand" href="${PATHS.overview}">Ordermail${site.environment && html` <span class="environment"><span class="unseen">environment </span>${site.environment}</span>`}</a>
<nav aria-label="Main">
${site.hasOrders && navigationLink('Overview', PATHS.overview, section === 'emails')}
${site.hasSearch && navigationLink('Search', PATHS.search, section === 'search')}
${site.hasDeadLetters && navigationLink('Dead letters', PATHS.deadLetters, section === 'dead-letters')}
${site.hasAlarms && navigationLink('Alarms', PATHS.alarms, section === 'alarms')}
${site.hasSuppression && navigationLink('Suppression', PATHS.suppression, section === 'suppression')}
${site.hasInbox && navigationLink('Inbox', PATHS.inbox, section === 'inbox')}
${site.hasFaults && navigationLink('Faults', PATHS.faults, section === 'faults')}
${site.hasCosts && navigationLink('Cost', PATHS.cost, section === 'cost')}
${site.hasPreview && navigationLink('Preview', PATHS.preview, section === 'preview')}
</nav>
${site.hasOrders && orderSearch(searched)}
</header>
<main id="main" tabindex="-1">
${content}
</main>
</body>
</html>
`;
}

const orderSearch = (searched: string | undefined): Markup =>
  html`<form class="search" role="search" action="${PATHS.orderSearch}">
<label class="unseen" for="search">Order id</label>
<input id="search" name="id" type="search" required maxlength="128" placeholder="Order id" autocomplete="off" autocapitalize="off" spellcheck="false" value="${searched}">
<button>Find</button>
</form>`;

function navigationLink(text: string, path: string, current: boolean): Markup {
  return html`<a class="tab" href="${path}"${current && html` aria-current="page"`}>${text}</a>`;
}
