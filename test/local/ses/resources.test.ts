import {
  GetConfigurationSetCommand,
  GetConfigurationSetEventDestinationsCommand,
  GetEmailIdentityCommand,
  ListConfigurationSetsCommand,
  ListEmailIdentitiesCommand,
  SendEmailCommand,
} from '@aws-sdk/client-sesv2';
import { describe, expect, test } from 'vitest';
import { AwsError } from '#local/gateway/aws-error.ts';
import { sesResources } from '#local/services/ses/resources.ts';
import { Ses } from '#local/services/ses/ses.ts';
import { resource } from '../support/resource.ts';
import { testWorld } from '../support/test-world.ts';
import { declareTemplate, mail, recordingTopics, SET, sesCloud, TOPIC } from './ses-cloud.ts';

const NOTICE = 'Successfully validated SNS topic for Amazon SES event publishing.';

describe('AWS::SES::EmailIdentity', () => {
  test('tells its DNS records, the same at every start', async () => {
    const create = async () => {
      const [identity] = sesResources(new Ses({ world: testWorld(), topics: recordingTopics() }));
      return identity!.create(resource('AWS::SES::EmailIdentity', { EmailIdentity: 'example.com' }));
    };
    const first = await create();
    expect(first.ref).toBe('example.com');
    expect(first.attributes).toMatchObject({
      DkimDNSTokenName1: expect.stringMatching(/^[a-z2-7]{32}\._domainkey\.example\.com$/),
      DkimDNSTokenValue3: expect.stringMatching(/^[a-z2-7]{32}\.dkim\.amazonses\.com$/),
    });
    expect(await create()).toEqual(first);
  });

  test('is verified at once', async () => {
    await using cloud = await sesCloud();
    const identity = await cloud.client.send(new GetEmailIdentityCommand({ EmailIdentity: 'example.com' }));
    expect(identity).toMatchObject({
      IdentityType: 'DOMAIN',
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
      DkimAttributes: {
        Status: 'SUCCESS',
        Tokens: [expect.any(String), expect.any(String), expect.any(String)],
      },
    });
    const { EmailIdentities } = await cloud.client.send(new ListEmailIdentitiesCommand({}));
    expect(EmailIdentities).toEqual([
      {
        IdentityName: 'example.com',
        IdentityType: 'DOMAIN',
        SendingEnabled: true,
        VerificationStatus: 'SUCCESS',
      },
    ]);
    await expect(
      cloud.client.send(new GetEmailIdentityCommand({ EmailIdentity: 'other.example' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('of one address covers that address alone, and its configuration set is the default', async () => {
    await using cloud = await sesCloud();
    const [identity] = sesResources(cloud.ses);
    await identity!.create(
      resource('AWS::SES::EmailIdentity', {
        EmailIdentity: 'orders@shop.example',
        ConfigurationSetAttributes: { ConfigurationSetName: SET },
      }),
    );
    const send = (FromEmailAddress: string) =>
      cloud.client.send(new SendEmailCommand(mail({ FromEmailAddress, ConfigurationSetName: undefined })));
    await send('orders@SHOP.example');
    await expect(send('other@shop.example')).rejects.toMatchObject({ name: 'MessageRejected' });
    await cloud.world.timers.advance(1_000);
    expect(cloud.topics.events()[0].mail).toMatchObject({
      sourceArn: 'arn:aws:ses:us-east-1:123456789012:identity/orders@shop.example',
      tags: { 'ses:configuration-set': [SET] },
    });
  });
});

describe('AWS::SES::ConfigurationSet and its destination', () => {
  test('are shown as the template has them', async () => {
    await using cloud = await sesCloud();
    const ConfigurationSetName = SET;
    expect(await cloud.client.send(new ListConfigurationSetsCommand({}))).toMatchObject({
      ConfigurationSets: [SET],
    });
    expect(await cloud.client.send(new GetConfigurationSetCommand({ ConfigurationSetName }))).toMatchObject({
      ConfigurationSetName: SET,
      SendingOptions: { SendingEnabled: true },
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    const { EventDestinations } = await cloud.client.send(
      new GetConfigurationSetEventDestinationsCommand({ ConfigurationSetName }),
    );
    expect(EventDestinations).toEqual([
      {
        Name: 'feedback',
        Enabled: true,
        MatchingEventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY'],
        SnsDestination: { TopicArn: TOPIC },
      },
    ]);
    await expect(
      cloud.client.send(new GetConfigurationSetCommand({ ConfigurationSetName: 'nope' })),
    ).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('the topic gets one line of plain text when the destination is new, and not at the next start', async () => {
    await using cloud = await sesCloud();
    expect(cloud.topics.published).toEqual([
      expect.objectContaining({ topicArn: TOPIC, message: NOTICE, subject: undefined }),
    ]);
    const topics = recordingTopics();
    await declareTemplate(new Ses({ world: cloud.world, topics }));
    expect(topics.published).toEqual([]);
  });

  test('a topic whose policy does not let SES publish stops the start, and says what to do', async () => {
    const topics = {
      publish() {
        throw new AwsError('AccessDenied', 'no resource-based policy allows it', { status: 403 });
      },
    };
    await expect(declareTemplate(new Ses({ world: testWorld(), topics }))).rejects.toThrow(
      /Could not publish to SNS topic <arn:aws:sns:.*DependsOn/,
    );
  });
});
