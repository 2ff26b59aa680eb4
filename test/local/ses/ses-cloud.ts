import { SESv2Client, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import type { GatewayOptions } from '#local/gateway/gateway.ts';
import type { Principal } from '#local/iam/policy.ts';
import type { EventTopics } from '#local/services/ses/event-pump.ts';
import { mailPages } from '#local/services/ses/pages.ts';
import { sesResources } from '#local/services/ses/resources.ts';
import { Ses, sesService } from '#local/services/ses/ses.ts';
import type { SesSettings } from '#local/services/ses/settings.ts';
import { resource } from '../support/resource.ts';
import { clientConfig, serve } from '../support/serve.ts';
import { type TestWorld, virtualWorld } from '../support/test-world.ts';

export const TOPIC = 'arn:aws:sns:us-east-1:123456789012:feedback';
export const SET = 'orders-set';

/** One message that SES published. */
export interface Published {
  readonly topicArn: string;
  readonly message: string;
  readonly subject: string | undefined;
  readonly principal: Principal;
}

/** A topic that takes everything and keeps it. */
export function recordingTopics(): EventTopics & { readonly published: Published[]; events(): SesEvent[] } {
  const published: Published[] = [];
  return {
    published,
    events: () => published.filter(({ subject }) => subject).map(({ message }) => JSON.parse(message)),
    publish(topicArn, { message, subject }, principal) {
      published.push({ topicArn, message, subject, principal });
      return { messageId: `sns-${published.length}` };
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: the documents are compared whole; no type would add a check.
export type SesEvent = any;

const EVENT_TYPES = ['send', 'delivery', 'bounce', 'complaint', 'reject', 'deliveryDelay'];

/** Makes what a template would: a domain, a configuration set with one destination. */
export async function declareTemplate(ses: Ses, { eventTypes = EVENT_TYPES } = {}): Promise<void> {
  const [identity, set, destination] = sesResources(ses);
  await identity!.create(resource('AWS::SES::EmailIdentity', { EmailIdentity: 'example.com' }));
  await set!.create(
    resource('AWS::SES::ConfigurationSet', {
      Name: SET,
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    }),
  );
  await destination!.create(
    resource('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: SET,
      EventDestination: {
        Name: 'feedback',
        Enabled: true,
        MatchingEventTypes: eventTypes,
        SnsDestination: { TopicARN: TOPIC },
      },
    }),
  );
}

/** SES alone behind a gateway, under a clock that the test moves, with a template's identity and configuration set. */
export async function sesCloud(
  settings: Partial<SesSettings> = {},
  options: Partial<Pick<GatewayOptions, 'principalOf'>> & { world?: TestWorld; eventTypes?: string[] } = {},
) {
  const world = options.world ?? virtualWorld();
  const topics = recordingTopics();
  const ses = new Ses({ world, topics, settings });
  await declareTemplate(ses, options.eventTypes ? { eventTypes: options.eventTypes } : {});
  ses.start();
  const served = await serve([sesService(ses)], { ...options, world, localPages: mailPages(ses.inbox) });
  return {
    ...served,
    world: world as ReturnType<typeof virtualWorld>,
    ses,
    topics,
    client: new SESv2Client(clientConfig(served)),
    [Symbol.asyncDispose]: async () => {
      ses.stop();
      await served.close();
    },
  };
}

/** A mail that SES accepts; a test changes what matters to it. */
export function mail({
  to = 'jane@example.net',
  ...rest
}: Partial<SendEmailCommandInput> & { to?: string } = {}): SendEmailCommandInput {
  return {
    FromEmailAddress: 'Shop <orders@example.com>',
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: SET,
    EmailTags: [{ Name: 'emailId', Value: 'T1JERVIx' }],
    Content: {
      Simple: {
        Subject: { Data: 'Your order' },
        Body: { Html: { Data: '<p>Thank you</p>' }, Text: { Data: 'Thank you' } },
      },
    },
    ...rest,
  };
}
