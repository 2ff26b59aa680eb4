import { queryService } from '../../gateway/protocols/query.ts';
import { restJsonService } from '../../gateway/protocols/rest-json.ts';
import type { Service } from '../../gateway/service.ts';
import type { World } from '../../world.ts';
import { getAccount, getDedicatedIps } from './actions/account.ts';
import {
  getConfigurationSet,
  getConfigurationSetEventDestinations,
  listConfigurationSets,
} from './actions/configuration-sets.ts';
import { getEmailIdentity, listEmailIdentities } from './actions/email-identities.ts';
import { sendEmail } from './actions/send-email.ts';
import {
  deleteSuppressedDestination,
  getSuppressedDestination,
  listSuppressedDestinations,
  putSuppressedDestination,
} from './actions/suppressed-destinations.ts';
import { version1Actions } from './actions/version-1.ts';
import { ConfigurationSets } from './configuration-sets.ts';
import { EventPump, type EventTopics } from './event-pump.ts';
import { Identities } from './identities.ts';
import { Inbox } from './inbox.ts';
import type { Envelope, Happening } from './mail.ts';
import { MailSender } from './mail-sender.ts';
import { Mails } from './mails.ts';
import { isSimulatorAddress } from './outcomes.ts';
import { SendLimits } from './send-limits.ts';
import { DEFAULT_SES_SETTINGS, type SesSettings } from './settings.ts';
import { SuppressionList, type SuppressionReason } from './suppression-list.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The parts of SES, over one world. `start` takes up the events that an earlier process left unpublished. */
export class Ses {
  readonly world: World;
  readonly settings: SesSettings;
  readonly topics: EventTopics;
  readonly identities: Identities;
  readonly configurationSets: ConfigurationSets;
  readonly suppressionList: SuppressionList;
  readonly limits: SendLimits;
  readonly inbox: Inbox;
  readonly sender: MailSender;
  readonly #pump: EventPump;

  constructor({ world, topics, settings }: SesDeps) {
    this.world = world;
    this.topics = topics;
    this.settings = { ...DEFAULT_SES_SETTINGS, ...settings };
    this.identities = new Identities(world);
    this.configurationSets = new ConfigurationSets(world);
    this.suppressionList = new SuppressionList(world);
    this.limits = new SendLimits(world.timers, this.settings);
    const mails = new Mails(world);
    for (const { acceptedAt, quotaRecipients } of mails.acceptedSince(world.timers.now() - DAY_MS))
      this.limits.restore(acceptedAt, quotaRecipients);
    this.inbox = new Inbox(world, mails);
    this.#pump = new EventPump({ ...this, mails, onHappening: (...facts) => this.#suppress(...facts) });
    this.sender = new MailSender({ ...this, mails, pump: this.#pump });
  }

  /** Call it once the template's resources exist. */
  start(): void {
    this.#pump.start();
  }

  /** Publishes no further event; those not published wait for the next start. */
  stop(): void {
    this.#pump.stop();
  }

  /** A hard bounce or a complaint puts a real address on the list, if the mail's configuration set or the account says so. */
  #suppress(envelope: Envelope, { kind, recipient }: Happening): void {
    const reason = SUPPRESSES[kind];
    const address = recipient === undefined ? undefined : bareAddress(recipient);
    if (!reason || !address || isSimulatorAddress(address)) return;
    const set = envelope.configurationSet && this.configurationSets.find(envelope.configurationSet);
    const reasons = (set ? set.suppressedReasons : undefined) ?? this.settings.suppressedReasons;
    if (reasons.includes(reason))
      this.suppressionList.put(address, reason, Math.round(this.world.timers.now()), envelope.messageId);
  }
}

export interface SesDeps {
  readonly world: World;
  readonly topics: EventTopics;
  /** What differs from DEFAULT_SES_SETTINGS. */
  readonly settings?: Partial<SesSettings>;
}

const SUPPRESSES: Readonly<Record<string, SuppressionReason>> = {
  HardBounce: 'BOUNCE',
  Complaint: 'COMPLAINT',
};

function bareAddress(mailbox: string): string {
  return /<([^<>]*)>\s*$/.exec(mailbox)?.[1] ?? mailbox;
}

/** Both API versions, which share the scope `ses` and differ by path. */
export function sesService(ses: Ses): Service {
  const version2 = restJsonService({ scope: 'ses', routes: version2Routes(ses) });
  const version1 = queryService({
    scope: 'ses',
    namespace: 'http://ses.amazonaws.com/doc/2010-12-01/',
    actions: version1Actions(ses),
  });
  return {
    scope: 'ses',
    handle: (request, context) =>
      (request.path.startsWith('/v2/') ? version2 : version1).handle(request, context),
  };
}

/** Newer SDKs list identities and configuration sets by POST, older ones and boto3 by GET. */
function version2Routes(ses: Ses) {
  const { identities, configurationSets, suppressionList } = ses;
  return {
    'POST /v2/email/outbound-emails': sendEmail(ses.sender),
    'GET /v2/email/account': getAccount(ses.settings, ses.limits),
    'GET /v2/email/dedicated-ips': getDedicatedIps,
    'GET /v2/email/identities': listEmailIdentities(identities),
    'POST /v2/email/list-identities': listEmailIdentities(identities),
    'GET /v2/email/identities/{EmailIdentity}': getEmailIdentity(identities),
    'GET /v2/email/configuration-sets': listConfigurationSets(configurationSets),
    'POST /v2/email/list-configuration-sets': listConfigurationSets(configurationSets),
    'GET /v2/email/configuration-sets/{ConfigurationSetName}': getConfigurationSet(configurationSets),
    'GET /v2/email/configuration-sets/{ConfigurationSetName}/event-destinations':
      getConfigurationSetEventDestinations(configurationSets),
    'PUT /v2/email/suppression/addresses': putSuppressedDestination(suppressionList, ses.world.timers),
    'GET /v2/email/suppression/addresses': listSuppressedDestinations(suppressionList),
    'GET /v2/email/suppression/addresses/{EmailAddress}': getSuppressedDestination(suppressionList),
    'DELETE /v2/email/suppression/addresses/{EmailAddress}': deleteSuppressedDestination(suppressionList),
  };
}
