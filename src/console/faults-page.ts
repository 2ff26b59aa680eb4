import { html } from 'hono/html';
import type { FaultsOverview } from '#app/change-faults.ts';
import {
  FAULT_SWITCHES,
  type FaultSwitch,
  type FaultSwitchGroup,
  type FaultUnit,
} from '#app/fault-switches.ts';
import type { FaultSettings } from '#app/ports.ts';
import { type Markup, page, type Site } from './page.ts';
import { PATHS } from './paths.ts';

/** Everything that can go wrong on purpose, and what of it does. */
export function faultsPage(site: Site, { settings, on, others }: FaultsOverview): Markup {
  const content = html`<div class="heading">
<h1>Faults</h1>
<form method="post" action="${PATHS.faultsOff}"><button>All off</button></form>
</div>
<p>AWS fails at times, and so can the local cloud. Choose what goes wrong, publish orders, and see that each still becomes one mail. Only the functions’ calls fail, the console’s never; a restart sets all off.</p>
<p role="status"${on + others.length > 0 && html` class="note"`}>${summary(on)}${
    others.length > 0 &&
    html` Also set, by way of the local cloud’s HTTP page: ${others.map(({ service, action }) => `${service}:${action}`).join(', ')}.`
  }</p>
<form method="post" action="${PATHS.faults}">
${FAULT_SWITCHES.map((group, n) => groupCard(group, `group-${n}`, settings))}
<button class="primary">Apply</button>
</form>`;
  return page(site, { title: 'Faults', section: 'faults', content });
}

function summary(on: number): string {
  if (on === 0) return 'Nothing goes wrong on purpose now.';
  return on === 1 ? 'One fault is on.' : `${on} faults are on.`;
}

function groupCard({ title, note, switches }: FaultSwitchGroup, id: string, settings: FaultSettings): Markup {
  return html`<div class="card faults" role="group" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${note && html`<p class="minor">${note}</p>`}
${switches.map((one) => switchRow(one, one.read(settings)))}
</div>
`;
}

function switchRow({ name, label, effect, unit, choices }: FaultSwitch, value: number): Markup {
  // What was set elsewhere is shown as it is, and stays unless another choice is made.
  const values = [...new Set([0, ...choices, value])].sort((a, b) => a - b);
  return html`<div class="fault${value !== 0 && ' on'}">
<label for="${name}">${label}</label>
<select id="${name}" name="${name}" aria-describedby="${name}-effect">
${values.map((one) => html`<option value="${one}"${one === value && html` selected`}>${one === 0 ? 'Off' : NAME_OF[unit](one)}</option>`)}
</select>
<p id="${name}-effect" class="minor">${effect}</p>
</div>
`;
}

const NAME_OF: Readonly<Record<FaultUnit, (value: number) => string>> = {
  share: (share) => (share === 1 ? 'Always' : `${Math.round(share * 1000) / 10} %`),
  milliseconds: (milliseconds) => {
    if (milliseconds < 1000) return `${milliseconds} ms`;
    const seconds = milliseconds / 1000;
    return seconds < 60 ? `${seconds} s` : `${Math.round(seconds / 6) / 10} min`;
  },
  nth: (nth) => (nth === 1 ? 'At the next mail' : `At mail number ${nth}`),
};
