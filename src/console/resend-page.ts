import { html } from 'hono/html';
import { explainStatus } from '#app/explain-status.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { EMAIL_TYPE_NAMES } from './email-type-name.ts';
import { checkbox, textField } from './form-field.ts';
import { type Markup, page, type Site } from './page.ts';
import { orderPath, PATHS } from './paths.ts';
import { statusBadge } from './status-badge.ts';

/** What was filled in before, and what of it cannot be. */
export interface ResendForm {
  readonly to: string;
  readonly by: string;
  readonly reason: string;
  readonly problem?: { readonly field: string; readonly text: string };
}

/** Asks where to send an email once more, and why. */
export function resendPage(site: Site, email: TrackingItem, form: ResendForm): Markup {
  const { emailId, emailType, orderId, status, sendState } = email;
  const { meaning, nextStep } = explainStatus(email);
  const problemOf = (field: string) => (form.problem?.field === field ? form.problem.text : undefined);
  const content = html`<div class="heading"><h1>Send it again: ${EMAIL_TYPE_NAMES[emailType] ?? emailType}</h1>${statusBadge(status)}</div>
<p>Order <a class="id" href="${orderPath(orderId)}">${orderId}</a>. ${meaning}${nextStep && html` <strong>${nextStep}</strong>`}</p>
<form class="card email" method="post" action="${PATHS.resend}">
<input type="hidden" name="email" value="${emailId}">
${textField({ name: 'to', label: 'To', hint: 'Correct the address here. The mail is made again from the order as it is kept.', value: form.to, maxLength: 254, problem: problemOf('to') })}
${textField({ name: 'reason', label: 'Why', hint: 'Kept with the email.', value: form.reason, maxLength: 200, problem: problemOf('reason') })}
${textField({ name: 'by', label: 'Who asks', value: form.by, maxLength: 100, problem: problemOf('by') })}
${sendState === 'HELD' && checkbox('despite-held', 'Send another one, though the last one waits among the dead letters and may be sent from there too')}
<div class="actions"><button class="primary">Send</button> <a href="${orderPath(orderId)}">Do not send</a></div>
</form>
<p class="minor">Asking twice sends one mail, whoever asks.</p>`;
  return page(site, { title: 'Send again', section: 'emails', searched: orderId, content });
}
