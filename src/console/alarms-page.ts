import { html } from 'hono/html';
import type { AlarmState } from '#app/operator-ports.ts';
import { moment } from './moment.ts';
import { type Markup, page, type Site } from './page.ts';
import type { Runbook } from './runbook.ts';
import { runbookMarkup } from './runbook-markup.ts';

const RANK: Readonly<Record<AlarmState['state'], number>> = { ALARM: 0, INSUFFICIENT_DATA: 1, OK: 2 };
const TONES = { ALARM: 'bad', INSUFFICIENT_DATA: 'waiting', OK: 'good' } as const;
const MARKS = { ALARM: '✕', INSUFFICIENT_DATA: '→', OK: '✓' } as const;
const WORDS = { ALARM: 'ALARM', INSUFFICIENT_DATA: 'NO DATA YET', OK: 'OK' } as const;

/** Every alarm, those that are on first, each with what to do. */
export function alarmsPage(
  site: Site,
  alarms: readonly AlarmState[],
  { runbook, environment }: { readonly runbook?: Runbook | undefined; readonly environment: string },
): Markup {
  const sorted = alarms.toSorted((a, b) => RANK[a.state] - RANK[b.state] || a.name.localeCompare(b.name));
  const content = html`<h1>Alarms</h1>
${alarms.length === 0 && noAlarms}
${sorted.map((alarm) => alarmCard(alarm, runbook?.section(alarm.name.slice(0, -environment.length - 1))))}`;
  return page(site, { title: 'Alarms', section: 'alarms', content });
}

const noAlarms = html`<section class="card empty"><h2>No alarms here</h2><p>The environment has none: look whether its stacks are deployed, and whether the region is right.</p></section>`;

function alarmCard(
  { name, state, since, reason, description }: AlarmState,
  section: ReturnType<Runbook['section']>,
): Markup {
  return html`<section class="card email" id="${name}" tabindex="-1" aria-labelledby="alarm-${name}">
<div class="heading"><h2 id="alarm-${name}" class="id">${name}</h2><span class="status ${TONES[state]}"><span class="mark" aria-hidden="true">${MARKS[state]}</span> ${WORDS[state]}</span></div>
${described(description)}
<p class="minor">Since ${moment(since)}${reason && html`. ${reason}`}</p>
${section && html`<details${state === 'ALARM' && html` open`}><summary>What to do<span class="unseen"> about ${name}</span></summary>${runbookMarkup(section)}</details>`}
</section>
`;
}

/** A line such as `Dashboard: https://…`, as the stacks put them below the text. */
const LINK = /^([\w ]+): (https:\/\/\S+)$/;

/** The sentences, then the links by their names. The runbook's section stands below, whatever address it has. */
function described(description: string): Markup {
  const lines = description.split('\n');
  const links = lines.flatMap((line) => {
    const [, name, address] = LINK.exec(line) ?? [];
    return name && address ? [html`<a href="${address}" rel="noreferrer">${name}</a> `] : [];
  });
  const sentences = lines.filter((line) => !LINK.test(line) && !line.startsWith('Runbook: '));
  return html`${sentences.map((line) => html`<p>${line}</p>`)}
${links.length > 0 && html`<p class="links">${links}</p>`}`;
}
