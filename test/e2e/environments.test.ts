import { tmpdir } from 'node:os';
import path from 'node:path';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resourceNames } from '#contract/names.ts';
import { synthesize } from '#local/assembly/synthesize.ts';
import type { LocalCloud } from '#local/local-cloud.ts';
import { orderEvent } from '#test/support/builders.ts';
import { eventually } from '#test/support/eventually.ts';
import { startSearchedCloud } from './searched-cloud.ts';

const ACCOUNT = '123456789012';

/**
 * Two brands in two regions, one of them under somebody's key. Each has a local cloud of its own, as in an account of its own: that names
 * do not collide in one account is proven by the templates, in test/lib.
 */
const BRANDS = [
  { suffix: 'brand-one', region: 'us-east-1', domain: 'one.example.com', settings: {} },
  {
    ...{ suffix: 'brand-two', region: 'eu-west-1', domain: 'two.example.com' },
    settings: {
      KMS_KEY_ARN: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
    },
  },
] as const;

const clouds: LocalCloud[] = [];

beforeAll(async () => {
  for (const { suffix, region, domain, settings } of BRANDS) {
    const assemblyDirectory = await synthesize({
      projectDirectory: path.resolve(import.meta.dirname, '../..'),
      cacheDirectory: path.join(tmpdir(), 'ordermail-test-assemblies'),
      settings: {
        ...{ CDK_VALIDATION: 'false', CDK_DEFAULT_REGION: region, ENVIRONMENT_SUFFIX: suffix },
        ...{ VERIFIED_DOMAIN: domain, SHOP_NAME: suffix, ...settings },
      },
      onProgress: () => {},
    });
    clouds.push(await startSearchedCloud({ assemblyDirectory, region }));
  }
});

afterAll(() => Promise.all(clouds.map((cloud) => cloud.close())));

interface Mail {
  readonly from: string;
  readonly subject: string;
  readonly events: readonly string[];
}

async function mailsOf({ endpointUrl }: LocalCloud): Promise<readonly Mail[]> {
  const response = await fetch(`${endpointUrl}/_local/mails?limit=100`);
  return ((await response.json()) as { mails: Mail[] }).mails;
}

test('two environments run side by side, and each mails its own orders under its own name', async () => {
  await Promise.all(
    BRANDS.map(async ({ suffix, region }, n) => {
      const credentials = { accessKeyId: 'shop', secretAccessKey: 'shop' };
      const sns = new SNSClient({ endpoint: clouds[n]!.endpointUrl, region, credentials });
      const TopicArn = `arn:aws:sns:${region}:${ACCOUNT}:${resourceNames(suffix).orderTopic}`;
      // The same order number: shops do not know of each other.
      const Message = JSON.stringify(orderEvent({ orderId: 'ORDER-1' }));
      await sns.send(new PublishCommand({ TopicArn, Message }));
      sns.destroy();
    }),
  );
  for (const [n, { domain }] of BRANDS.entries()) {
    const mails = await eventually(async () => {
      const found = await mailsOf(clouds[n]!);
      expect(found.map(({ events }) => events.includes('Delivery'))).toEqual([true]);
      return found;
    });
    expect(mails[0]?.from).toContain(`orders@${domain}`);
  }
});

test('what one environment has, the other does not know', async () => {
  const [one, two] = clouds as [LocalCloud, LocalCloud];
  const names = (cloud: LocalCloud) => [
    ...cloud.queues.all().map(({ arn }) => arn),
    ...cloud.topics.all().map(({ arn }) => arn),
  ];
  expect(names(one).length).toBeGreaterThan(10);
  expect(names(one).filter((name) => names(two).includes(name))).toEqual([]);
});
