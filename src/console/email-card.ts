import { html } from 'hono/html';
import { timelineOf } from '#app/email-timeline.ts';
import { explainStatus } from '#app/explain-status.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { emailName } from './email-name.ts';
import { duration, moment } from './moment.ts';
import type { Markup, Site } from './page.ts';
import { mailPath, resendPath } from './paths.ts';
import { statusBadge } from './status-badge.ts';

/** One email: where it stands, what that means, and how it came to it. */
export function emailCard(email: TrackingItem, site: Site): Markup {
  const { meaning, nextStep } = explainStatus(email);
  return html`<section class="card email">
<div class="heading"><h2>${emailName(email)}</h2>${statusBadge(email.status)}</div>
<p>${meaning}${nextStep && html` <strong>${nextStep}</strong>`}</p>
${
  email.possibleDuplicate &&
  html`<p class="note">The customer may have received it twice: what became of an earlier attempt could not be learned, so it was sent again.</p>`
}
${facts(email, site)}
<h3>Timeline</h3>
${timeline(email)}
${site.canChange && html`<p class="actions"><a id="resend-${email.emailId}" href="${resendPath(email.emailId)}">Send again<span class="unseen">: ${emailName(email)}</span> …</a></p>`}
</section>
`;
}

function facts(email: TrackingItem, { hasInbox }: Site): Markup {
  const { customerEmail, attempt, messageId, bounceType, bounceSubType, smtpStatus, diagnostic } = email;
  const mail =
    messageId && hasInbox && html`<a id="mail-${messageId}" href="${mailPath(messageId)}">See the mail</a>`;
  return html`<dl class="facts">
${fact('To', customerEmail)}
${fact('Attempts', attempt)}
${fact('Bounce', [bounceType, bounceSubType].filter(Boolean).join(', '))}
${fact('SMTP status', smtpStatus)}
${fact('The mail server said', diagnostic, 'long')}
${fact('In the inbox', mail)}
${fact('SES message id', messageId, 'long')}
</dl>`;
}

function fact(
  name: string,
  value: string | number | Markup | undefined | false,
  width?: 'long',
): Markup | undefined {
  return value ? html`<div class="${width}"><dt>${name}</dt><dd>${value}</dd></div>` : undefined;
}

function timeline(email: TrackingItem): Markup {
  const entries = timelineOf(email);
  const start = Date.parse(entries[0]!.at);
  const since = (at: string) => {
    const passed = Date.parse(at) - start;
    return passed > 0 && html` <span class="after">+${duration(passed)}</span>`;
  };
  return html`<ol class="timeline">
${entries.map(
  ({ at, what }) =>
    html`<li><span class="what">${what}</span> <span class="minor">${moment(at)}${since(at)}</span></li>`,
)}
</ol>`;
}
