import { html } from 'hono/html';
import type { AlarmState } from '#app/operator-ports.ts';
import type { Answer } from '#app/ports.ts';
import type { Counted, Counts, DaySurvey, HourOfDay } from '#app/survey-day.ts';
import { barChart } from './bar-chart.ts';
import { moment } from './moment.ts';
import type { Markup } from './page.ts';
import { alarmPath, PATHS } from './paths.ts';

/** How the pipeline fares: what is wrong first, then today's numbers, then the last 24 hours. */
export function daySection({ alarms, counts, deadLetters }: DaySurvey): Markup {
  return html`${alarms && alarmNotes(alarms)}
${deadLetters?.kind === 'known' && deadLetters.value > 0 && html`<p class="note"><a href="${PATHS.deadLetters}">${deadLetters.value === 1 ? 'One dead letter needs' : `${deadLetters.value} dead letters need`} a person.</a></p>`}
${deadLetters?.kind === 'unknown' && notKnown('Whether there are dead letters', deadLetters.reason)}
${counts?.kind === 'unknown' && notKnown('How many emails were sent', counts.reason)}
${counts?.kind === 'known' && html`${numbers(counts.value.today)}${charts(counts.value.hours)}`}`;
}

function alarmNotes(alarms: Answer<readonly AlarmState[]>): Markup {
  if (alarms.kind === 'unknown') return notKnown('Whether an alarm is on', alarms.reason);
  const on = alarms.value.filter(({ state }) => state === 'ALARM');
  if (on.length === 0)
    return html`<p class="minor">No alarm is on. <a href="${PATHS.alarms}">All alarms</a></p>`;
  return html`<ul class="alarms-on" aria-label="Alarms that are on">${on.map(
    ({ name, since }) =>
      html`<li class="bad"><span class="mark" aria-hidden="true">✕</span> <a href="${alarmPath(name)}">${name}</a> <span class="since">since ${moment(since)}</span></li>`,
  )}</ul>`;
}

const notKnown = (what: string, code: string) =>
  html`<p class="note">${what} is not known: it could not be asked for (${code}). The rest of this page stands.</p>`;

function numbers(today: Counts): Markup {
  const share = (name: Counted) =>
    today.sent === 0
      ? undefined
      : `${((today[name] / today.sent) * 100).toFixed(name === 'complaint' ? 2 : 1)} %`;
  return html`<h2 id="today">Today <span class="minor">since midnight, UTC</span></h2>
<dl class="numbers">
${figure('Sent', today.sent)}
${figure('Delivered', today.delivered, share('delivered'))}
${figure('Bounced', today.bounced, share('bounced'))}
${figure('Complaints', today.complaint, share('complaint'))}
${figure('Refused', today.refused + today.invalid)}
${figure('Held', today.held)}
</dl>`;
}

const figure = (name: string, count: number, share?: string) =>
  html`<div class="card"><dt>${name}</dt><dd>${count.toLocaleString('en-US')}${share !== undefined && html` <span class="minor">${share}</span>`}</dd></div>
`;

function charts(hours: readonly HourOfDay[]): Markup {
  const bars = (...names: Counted[]) =>
    hours.map(({ at, counts }) => ({
      label: at.slice(11, 16),
      value: names.reduce((sum, name) => sum + counts[name], 0),
    }));
  return html`<h2 id="day">The last 24 hours</h2>
<div class="charts">
${barChart('Sent', bars('sent'), 'plain')}
${barChart('Delivered', bars('delivered'), 'good')}
${barChart('Bounces, complaints', bars('bounced', 'complaint'), 'bad')}
</div>`;
}
