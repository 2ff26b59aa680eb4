import { AwsError } from '../../gateway/aws-error.ts';
import type { CallContext } from '../../gateway/service.ts';
import { USAGE } from '../../meter/usage-kinds.ts';
import type { World } from '../../world.ts';
import type { Mailbox } from './addresses.ts';
import type { ConfigurationSet, ConfigurationSets } from './configuration-sets.ts';
import type { EventPump } from './event-pump.ts';
import type { Identities, Identity } from './identities.ts';
import { type Content, type Envelope, type Happening, sesId } from './mail.ts';
import { type Mailboxes, type MailRequest, validateRequest } from './mail-request.ts';
import type { Mails } from './mails.ts';
import { messageHeaders } from './message-headers.ts';
import { HAPPENINGS_OF, type HappeningKind, isSimulatorAddress, simulatedOutcome } from './outcomes.ts';
import type { SendLimits } from './send-limits.ts';
import type { SesSettings } from './settings.ts';
import type { SuppressionList } from './suppression-list.ts';

interface Deps {
  readonly world: World;
  readonly settings: SesSettings;
  readonly identities: Identities;
  readonly configurationSets: ConfigurationSets;
  readonly suppressionList: SuppressionList;
  readonly limits: SendLimits;
  readonly mails: Mails;
  readonly pump: EventPump;
}

/** The engine behind SendEmail of both API versions. Errors are the ones of version 2. */
export class MailSender {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Accepts a mail and returns its id; it is on disk, with all that will happen to it, when this returns. */
  send(request: MailRequest, context: CallContext): string {
    const { world, settings, limits, mails, pump } = this.#deps;
    const mailboxes = validateRequest(request, settings.maxMessageBytes);
    const identity = this.#authorize(request, mailboxes, context);
    const set = this.#configurationSet(request, identity);
    if (!settings.sendingEnabled)
      throw new AwsError('SendingPausedException', 'Email sending is paused for this account.');
    this.#requireVerified(mailboxes, identity);
    const quotaRecipients = mailboxes.recipients.filter(({ address }) => !isSimulatorAddress(address)).length;
    limits.take(mailboxes.recipients.length, quotaRecipients);

    const envelope = this.#envelope(request, mailboxes.from, set, context);
    const happenings = this.#happenings(mailboxes.recipients, set, envelope.acceptedAt);
    pump.follow(mails.accept(envelope, contentOf(request), happenings, quotaRecipients));
    world.meter.count({
      kind: USAGE.sesMessage,
      operation: envelope.operation,
      resource: identity?.name ?? mailboxes.from.domain,
      quantity: mailboxes.recipients.length,
    });
    return envelope.messageId;
  }

  /**
   * A role needs the sender's identity, the recipients' where the account has them (AWS names them in the same refusal:
   * aws-sdk-js issue 3641), and the configuration set.
   */
  #authorize(
    request: MailRequest,
    { from, recipients }: Mailboxes,
    context: CallContext,
  ): Identity | undefined {
    const { identities, configurationSets } = this.#deps;
    const identity = identities.covering(from);
    const action = request.content.kind === 'raw' ? 'ses:SendRawEmail' : 'ses:SendEmail';
    const conditions: Record<string, string | string[]> = {
      'ses:FromAddress': from.address,
      'ses:Recipients': recipients.map(({ address }) => address),
    };
    if (from.displayName) conditions['ses:FromDisplayName'] = from.displayName;
    const ofRecipients = recipients.flatMap((recipient) => identities.covering(recipient)?.arn ?? []);
    const resources = [identity?.arn ?? identities.arnOf(from.address), ...ofRecipients];
    const setName = request.configurationSet ?? identity?.defaultConfigurationSet;
    if (setName) resources.push(configurationSets.arnOf(setName));
    for (const resource of resources) context.authorize({ action, resource, conditions });
    return identity;
  }

  #configurationSet(request: MailRequest, identity: Identity | undefined): ConfigurationSet | undefined {
    const name = request.configurationSet ?? identity?.defaultConfigurationSet;
    if (!name) return undefined;
    const set = this.#deps.configurationSets.get(name);
    if (set.sendingEnabled) return set;
    throw new AwsError('SendingPausedException', `Sending is paused for configuration set <${name}>.`);
  }

  /** In the sandbox the recipients count too, but for the simulator's. */
  #requireVerified({ from, recipients }: Mailboxes, identity: Identity | undefined): void {
    const { identities, settings, world } = this.#deps;
    const failed = identity ? [] : [from.text];
    if (!settings.productionAccess) {
      for (const recipient of recipients) {
        if (isSimulatorAddress(recipient.address) || identities.covering(recipient)) continue;
        failed.push(recipient.text);
      }
    }
    if (failed.length === 0) return;
    throw new AwsError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ${world.region.toUpperCase()}: ${failed.join(', ')}`,
    );
  }

  #envelope(
    request: MailRequest,
    from: Mailbox,
    set: ConfigurationSet | undefined,
    context: CallContext,
  ): Envelope {
    const { world, identities } = this.#deps;
    const acceptedAt = Math.floor(world.timers.now());
    const { to, cc, bcc, replyTo, tags, content } = request;
    return {
      messageId: sesId(world.region, acceptedAt, world.newId()),
      acceptedAt,
      from: from.text,
      to,
      cc,
      bcc,
      replyTo,
      subject: content.subject,
      headers: messageHeaders(request),
      tags,
      configurationSet: set?.name,
      identityArn: identities.covering(from)?.arn ?? identities.arnOf(from.address),
      fromDomain: from.domain,
      callerIdentity: nameOf(context.principal.kind === 'service' ? '' : context.principal.arn),
      operation: content.kind === 'raw' ? 'SendRawEmail' : 'SendEmail',
    };
  }

  #happenings(
    recipients: readonly Mailbox[],
    set: ConfigurationSet | undefined,
    acceptedAt: number,
  ): Happening[] {
    const kinds: { kind: HappeningKind; recipient: string | undefined }[] = [
      { kind: 'Send', recipient: undefined },
    ];
    for (const { address, text } of recipients) {
      for (const kind of this.#kindsFor(address, set)) kinds.push({ kind, recipient: text });
    }
    const { settings, world } = this.#deps;
    return kinds.flatMap(({ kind, recipient }) =>
      settings.eventDelaysMs(kind, world.random).flatMap((delayMs) => {
        const at = acceptedAt + Math.round(delayMs);
        return settings.publicationsMs(delayMs, world.random).map((publishedMs) => {
          const dueAt = acceptedAt + Math.round(publishedMs);
          return { kind, recipient, dueAt, ...(dueAt !== at && { at }) };
        });
      }),
    );
  }

  #kindsFor(address: string, set: ConfigurationSet | undefined): readonly HappeningKind[] {
    const { suppressionList, settings } = this.#deps;
    const reason = suppressionList.reasonFor(address);
    if (reason && (set?.suppressedReasons ?? settings.suppressedReasons).includes(reason)) {
      return [reason === 'BOUNCE' ? 'SuppressedBounce' : 'SuppressedComplaint'];
    }
    return HAPPENINGS_OF[
      isSimulatorAddress(address) ? simulatedOutcome(address) : settings.outcomeOf(address)
    ];
  }
}

function contentOf({ content }: MailRequest): Content {
  if (content.kind === 'raw') return { kind: 'raw', mime: content.mime };
  return { kind: 'parts', html: content.html, text: content.text };
}

/** `email-sender-role` of `arn:aws:iam::123456789012:role/email-sender-role`. */
function nameOf(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
}
