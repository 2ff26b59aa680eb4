import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SettingsError } from '#lib/settings-report.ts';
import { readStageConfig } from '#lib/stage-config.ts';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readStageConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map(({ setting }) => setting);
    throw error;
  }
}

function messageOf(environment: Record<string, string>): string {
  try {
    readStageConfig(environment);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('with nothing set', () => {
  it('describes a development environment that can be synthesized anywhere', () => {
    expect(readStageConfig({})).toEqual({
      account: '123456789012',
      region: 'us-east-1',
      environmentSuffix: 'dev',
      sender: {
        identityKind: 'domain',
        identity: 'example.com',
        domain: 'example.com',
        address: 'orders@example.com',
      },
      identityOwnership: 'create',
      notificationEmails: [],
      costBudgetUsd: 50,
      senderConcurrency: 2,
      shopName: 'example.com',
      replyToAddress: '',
      runbookUrl: 'docs/runbook.md',
      publishers: [],
      encryption: { kind: 'aws-owned' },
    });
  });

  it('takes an empty variable as one that is not set', () => {
    const empty = { ENVIRONMENT_SUFFIX: '', NOTIFICATION_EMAILS: ' ', VERIFIED_DOMAIN: '' };
    expect(readStageConfig(empty)).toEqual(readStageConfig({}));
  });
});

describe('VERIFIED_DOMAIN', () => {
  it('makes a domain the identity, and orders@ the sender', () => {
    const { sender } = readStageConfig({ VERIFIED_DOMAIN: 'Shop.YourCompany.com' });
    expect(sender).toEqual({
      identityKind: 'domain',
      identity: 'shop.yourcompany.com',
      domain: 'shop.yourcompany.com',
      address: 'orders@shop.yourcompany.com',
    });
  });

  it('makes an address both identity and sender', () => {
    const { sender } = readStageConfig({ VERIFIED_DOMAIN: 'Hello@YourCompany.com' });
    expect(sender).toEqual({
      identityKind: 'address',
      identity: 'Hello@yourcompany.com',
      domain: 'yourcompany.com',
      address: 'Hello@yourcompany.com',
    });
  });

  it.each([
    'localhost',
    'a..com',
    'foo',
    '-a.com',
    'a@',
    '@a.com',
    'a b@c.com',
    'bücher.de',
    'a@b@c',
    'a.b@c.1',
  ])('refuses %j', (value) => {
    expect(problemsOf({ VERIFIED_DOMAIN: value })).toEqual(['VERIFIED_DOMAIN']);
  });

  it.each([undefined, 'example.com', 'orders@example.org', 'shop.test'])(
    'must be the deployer’s own on a real account, which %j is not',
    (value) => {
      const environment = { CDK_DEFAULT_ACCOUNT: '111122223333', ...(value && { VERIFIED_DOMAIN: value }) };
      expect(problemsOf(environment)).toEqual(['VERIFIED_DOMAIN']);
      expect(messageOf(environment)).toContain('reserved for examples');
    },
  );
});

describe('values', () => {
  it('reads every setting', () => {
    const config = readStageConfig({
      CDK_DEFAULT_ACCOUNT: '111122223333',
      CDK_DEFAULT_REGION: 'ap-southeast-2',
      VERIFIED_DOMAIN: 'yourcompany.com',
      EMAIL_IDENTITY: 'existing',
      NOTIFICATION_EMAILS: 'ops@yourcompany.com, finance@yourcompany.com,ops@yourcompany.com,',
      COST_BUDGET_THRESHOLD: '49.90',
      ENVIRONMENT_SUFFIX: 'pr-1234',
      SENDER_CONCURRENCY: '10',
      SHOP_NAME: 'Müller & Söhne',
      REPLY_TO_ADDRESS: 'support@yourcompany.com',
    });
    expect(config).toMatchObject({
      account: '111122223333',
      region: 'ap-southeast-2',
      identityOwnership: 'existing',
      notificationEmails: ['ops@yourcompany.com', 'finance@yourcompany.com'],
      costBudgetUsd: 49.9,
      environmentSuffix: 'pr-1234',
      senderConcurrency: 10,
      shopName: 'Müller & Söhne',
      replyToAddress: 'support@yourcompany.com',
    });
  });

  it.each([
    ['CDK_DEFAULT_ACCOUNT', '12345678901'],
    ['CDK_DEFAULT_ACCOUNT', 'my-account'],
    ['CDK_DEFAULT_REGION', 'Frankfurt'],
    ['EMAIL_IDENTITY', 'yes'],
    ['NOTIFICATION_EMAILS', 'ops@yourcompany.com;finance@yourcompany.com'],
    ['NOTIFICATION_EMAILS', 'ops'],
    ['COST_BUDGET_THRESHOLD', '0'],
    ['COST_BUDGET_THRESHOLD', '-5'],
    ['COST_BUDGET_THRESHOLD', '$50'],
    ['COST_BUDGET_THRESHOLD', '1e3'],
    ['COST_BUDGET_THRESHOLD', '1000001'],
    ['ENVIRONMENT_SUFFIX', 'Prod'],
    ['ENVIRONMENT_SUFFIX', 'prod_1'],
    ['ENVIRONMENT_SUFFIX', '-prod'],
    ['ENVIRONMENT_SUFFIX', 'prod-'],
    ['ENVIRONMENT_SUFFIX', 'a'.repeat(21)],
    ['SENDER_CONCURRENCY', '1'],
    ['SENDER_CONCURRENCY', '1001'],
    ['SENDER_CONCURRENCY', '2.5'],
    ['SHOP_NAME', 'two\nlines'],
    ['SHOP_NAME', 'x'.repeat(65)],
    ['REPLY_TO_ADDRESS', 'support'],
    ['PUBLISHER_ARNS', '*'],
    ['PUBLISHER_ARNS', 'arn:aws:iam::*:role/shop'],
    ['PUBLISHER_ARNS', 'arn:aws:iam::111122223333:role/*'],
    ['PUBLISHER_ARNS', 'arn:aws:iam::111122223333:role'],
    ['PUBLISHER_ARNS', 'arn:aws:iam::111122223333:group/shops'],
    ['PUBLISHER_ARNS', 'arn:aws:sts::111122223333:assumed-role/shop/session'],
    ['PUBLISHER_ARNS', 'arn:aws:iam::111122223333:role/shop;arn:aws:iam::111122223333:role/other'],
    ['PUBLISHER_ARNS', Array.from({ length: 51 }, (_, n) => `arn:aws:iam::111122223333:role/${n}`).join()],
    ['KMS_KEY_ARN', 'alias/shop'],
    ['KMS_KEY_ARN', 'arn:aws:kms:us-east-1:111122223333:alias/shop'],
    ['KMS_KEY_ARN', '1234abcd-12ab-34cd-56ef-1234567890ab'],
    ['KMS_KEY_ARN', 'Create'],
  ])('refuses %s=%j', (setting, value) => {
    expect(problemsOf({ [setting]: value })).toEqual([setting]);
  });

  it('takes every suffix that the rule describes, and nothing that would break a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'z', '0', '9', '-'), maxLength: 24 }), (suffix) => {
        const allowed = suffix.length <= 20 && !suffix.startsWith('-') && !suffix.endsWith('-');
        expect(problemsOf({ ENVIRONMENT_SUFFIX: suffix })).toEqual(allowed ? [] : ['ENVIRONMENT_SUFFIX']);
      }),
    );
  });
});

describe('BRAND_FILE', () => {
  const file = { default: 'acme', brands: { acme: { name: 'Acme', colours: { accent: '#0f6b4f' } } } };
  const reading = (text: string) => (path: string) => {
    expect(path).toBe('brands.json');
    return text;
  };

  it('holds the brands', () => {
    const { brands } = readStageConfig({ BRAND_FILE: 'brands.json' }, reading(JSON.stringify(file)));
    expect(brands).toEqual(file);
    expect(readStageConfig({})).not.toHaveProperty('brands');
  });

  const refusal = (text: string, others: Record<string, string> = {}) => {
    try {
      readStageConfig({ BRAND_FILE: 'brands.json', ...others }, reading(text));
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error('It was taken.');
  };

  it('is reported with all that is wrong with it, and with the other settings', () => {
    const acme = {
      ...{ name: 'Acme', logoUrl: 'javascript:alert(1)' },
      colours: { accent: '#767676', accentText: '#777' },
      replyTo: 'nobody',
    };
    const bad = JSON.stringify({ ...file, brands: { acme } });
    expect(refusal(bad, { SHOP_NAME: 'two\nlines' })).toMatchInlineSnapshot(`
      "2 settings cannot be used:

        BRAND_FILE
          found    "brands.json"
          allowed  a brand file without these problems:
                   brands.acme.logoUrl: found "javascript:alert(1)", allowed: an https:// address of at most 2000 characters
                   brands.acme.colours.accentText: found "#777", allowed: a colour as #rrggbb
                   brands.acme.replyTo: found "nobody", allowed: one email address with an ASCII local part
          example  export BRAND_FILE=brands.json

        SHOP_NAME
          found    "two\\nlines"
          allowed  1 to 64 characters, no control characters
          example  export SHOP_NAME='Your Company'

      Correct and run the command again. All settings: lib/README.md
      "
    `);
  });

  it('may not have colours or messages that do not work', () => {
    const acme = {
      name: 'Acme',
      colours: { accent: '#777777', accentText: '#ffffff', background: '#888888' },
      messages: {
        en: { greeting: 'Hi {name}!', 'order.items': '{count} things', 'order.view': { other: 'Look' } },
        de: { greetings: 'Hallo' },
      },
    };
    expect(refusal(JSON.stringify({ default: 'other', brands: { acme } }))).toMatchInlineSnapshot(`
      "1 setting cannot be used:

        BRAND_FILE
          found    "brands.json"
          allowed  a brand file without these problems:
                   default: found other, allowed: a key of brands: acme
                   brands.acme.colours.accentText: found #ffffff on #777777, a contrast of 4.47, allowed: a contrast of at least 4.5 (WCAG AA)
                   brands.acme.colours.background: found #6b6b66 on #888888, a contrast of 1.51, allowed: a contrast of at least 4.5 (WCAG AA)
                   brands.acme.messages.en["greeting"]: found {name}, allowed: the placeholders {customerName}
                   brands.acme.messages.en["order.items"]: allowed: an object with at least the plural form other
                   brands.acme.messages.en["order.view"]: allowed: one text: it counts nothing
                   brands.acme.messages.de["greetings"]: found greetings, allowed: a key of src/contract/message-keys.ts
          example  export BRAND_FILE=brands.json

      Correct and run the command again. All settings: lib/README.md
      "
    `);
  });

  it('must be there, and be JSON', () => {
    const missing = () => readStageConfig({ BRAND_FILE: '/nowhere/brands.json' });
    expect(missing).toThrow(/found {4}"\/nowhere\/brands.json"\n.*ENOENT/);
    expect(refusal('{')).toContain('a JSON file that can be read');
  });
});

describe('the report', () => {
  it('names every bad setting at once: what was found, what is allowed, how to set it', () => {
    const bad = { COST_BUDGET_THRESHOLD: '$50', ENVIRONMENT_SUFFIX: 'Prod', NOTIFICATION_EMAILS: 'ops' };
    expect(messageOf(bad)).toMatchInlineSnapshot(`
      "3 settings cannot be used:

        ENVIRONMENT_SUFFIX
          found    "Prod"
          allowed  1 to 20 lower-case letters, digits and hyphens, a letter or digit first and last, and neither dead-letters- nor undelivered- at the beginning
          example  export ENVIRONMENT_SUFFIX=prod

        NOTIFICATION_EMAILS
          found    "ops"
          allowed  e-mail addresses, separated by commas
          example  export NOTIFICATION_EMAILS=ops@yourcompany.com,finance@yourcompany.com

        COST_BUDGET_THRESHOLD
          found    "$50"
          allowed  US dollars a month, above 0 and at most 1000000, with no currency sign
          example  export COST_BUDGET_THRESHOLD=50

      Correct and run the command again. All settings: lib/README.md
      "
    `);
  });

  it('gives an example with a blank as a shell takes it', () => {
    expect(messageOf({ SHOP_NAME: 'x'.repeat(65) })).toContain("export SHOP_NAME='Your Company'");
  });

  it('says so when a required setting is not set', () => {
    expect(messageOf({ CDK_DEFAULT_ACCOUNT: '111122223333' })).toContain('found    (not set)');
  });
});

describe('PUBLISHER_ARNS', () => {
  it('is a list, each once', () => {
    const shop = 'arn:aws:iam::111122223333:role/apps/shop-1';
    const PUBLISHER_ARNS = `${shop}, arn:aws:iam::210987654321:root,arn:aws:iam::210987654321:user/ann@example.com,${shop},`;
    expect(readStageConfig({ PUBLISHER_ARNS }).publishers).toEqual([
      shop,
      'arn:aws:iam::210987654321:root',
      'arn:aws:iam::210987654321:user/ann@example.com',
    ]);
  });

  /** A role with a path, so long in all. */
  const roleOf = (length: number, name: string) => {
    const arn = `arn:aws:iam::111122223333:role//${name}`;
    return arn.replace('//', `/${'p'.repeat(length - arn.length)}/`);
  };
  const rolesOf = (length: number) =>
    Array.from({ length: 20 }, (_, index) => roleOf(length, `role-${index + 10}`)).join(',');

  it('has at most so many characters that the topic’s policy holds them', () => {
    expect(readStageConfig({ PUBLISHER_ARNS: rolesOf(600) }).publishers).toHaveLength(20);
    expect(problemsOf({ PUBLISHER_ARNS: rolesOf(601) })).toEqual(['PUBLISHER_ARNS']);
  });

  it.each([
    ['us-east-1', 'aws-cn'],
    ['cn-north-1', 'aws'],
    ['us-gov-west-1', 'aws'],
  ])('is of the partition of the deployment: in %s nobody of %s', (CDK_DEFAULT_REGION, partition) => {
    const shop = `arn:${partition}:iam::111122223333:role/shop`;
    const environment = { CDK_DEFAULT_REGION, PUBLISHER_ARNS: shop };
    expect(problemsOf(environment)).toEqual(['PUBLISHER_ARNS']);
    expect(messageOf(environment)).toContain(`which these are not: ${shop}`);
  });

  it('is of any partition where the CDK does not know the region', () => {
    const PUBLISHER_ARNS = 'arn:aws-cn:iam::111122223333:role/shop';
    expect(readStageConfig({ CDK_DEFAULT_REGION: 'xx-new-1', PUBLISHER_ARNS }).publishers).toHaveLength(1);
  });
});

describe('KMS_KEY_ARN', () => {
  const keyArn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const own = {
    ...{ CDK_DEFAULT_ACCOUNT: '111122223333', CDK_DEFAULT_REGION: 'eu-west-1' },
    VERIFIED_DOMAIN: 'yourcompany.com',
  };

  it('is a choice', () => {
    expect(readStageConfig({ KMS_KEY_ARN: 'create' }).encryption).toEqual({ kind: 'create' });
    const { encryption } = readStageConfig({ ...own, KMS_KEY_ARN: keyArn });
    expect(encryption).toEqual({ kind: 'existing', keyArn });
  });

  it('may be of any account while there is none yet', () => {
    const environment = { CDK_DEFAULT_REGION: 'eu-west-1', KMS_KEY_ARN: keyArn };
    expect(readStageConfig(environment).encryption.kind).toBe('existing');
  });

  it('is of the region’s partition', () => {
    expect(problemsOf({ ...own, KMS_KEY_ARN: keyArn.replace('arn:aws:', 'arn:aws-cn:') })).toEqual([
      'KMS_KEY_ARN',
    ]);
  });

  it.each([{ CDK_DEFAULT_REGION: 'eu-west-2' }, { CDK_DEFAULT_ACCOUNT: '210987654321' }])(
    'is of the deployment’s own account and region, not with %j',
    (other) => {
      const environment = { ...own, ...other, KMS_KEY_ARN: keyArn };
      expect(problemsOf(environment)).toEqual(['KMS_KEY_ARN']);
      expect(messageOf(environment)).toContain(Object.values(other)[0]);
    },
  );
});

describe('RUNBOOK_URL', () => {
  it('is an address that a section can be added to', () => {
    const RUNBOOK_URL = 'https://git.yourcompany.com/ordermail/blob/main/docs/runbook.md';
    expect(readStageConfig({ RUNBOOK_URL }).runbookUrl).toBe(RUNBOOK_URL);
  });

  it.each(['http://yourcompany.com', 'https://yourcompany.com/#runbook', `https://${'x'.repeat(193)}`])(
    'is not %s',
    (RUNBOOK_URL) => {
      expect(problemsOf({ RUNBOOK_URL })).toEqual(['RUNBOOK_URL']);
    },
  );
});
