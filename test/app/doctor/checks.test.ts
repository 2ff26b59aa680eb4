import { describe, expect, test } from 'vitest';
import { ACCOUNT_CHECKS } from '#app/doctor/account-checks.ts';
import { CANARY_CHECK, type CanaryDependencies } from '#app/doctor/canary.ts';
import { type Examined, examine, worstOf } from '#app/doctor/examine.ts';
import { PEOPLE_CHECKS } from '#app/doctor/people-checks.ts';
import { PIPELINE_CHECKS, type PipelineDependencies } from '#app/doctor/pipeline-checks.ts';
import { SENDER_CHECKS, type SenderDependencies } from '#app/doctor/sender-checks.ts';
import type { DeployedFunction, MailIdentity, SesAccount } from '#app/inspector-ports.ts';
import { resourceNames } from '#contract/names.ts';
import { NOW } from '#test/support/builders.ts';

const names = resourceNames('test');

/** Of a canary that gets no further than the topic. */
const UNUSED = {
  clock: { now: () => NOW, sleep: async () => {} },
  random: { newId: () => '12345678-1234', next: () => 0 },
};

/** What one of the checks found. */
function of(results: readonly Examined[], id: string): Examined {
  return results.find((one) => one.id === id)!;
}

describe('a canary that cannot be sent', () => {
  /** Through the publisher, which keeps SNS's code and nothing of its words. */
  const canaryWhen = async (code: string) => {
    const publish = () => Promise.reject(Object.assign(new Error('no'), { name: 'PublishFailed', code }));
    const [result] = await examine([CANARY_CHECK], {
      canary: { ...({} as CanaryDependencies['canary']), ...UNUSED, topic: { publish } },
    });
    return `${result!.level}: ${result!.found} ${result!.remedy}`;
  };

  test.each([
    ['AuthorizationErrorException', 'warning', 'PUBLISHER_ARNS'],
    ['KMSAccessDeniedException', 'warning', 'kms:GenerateDataKey'],
    ['KMSDisabledException', 'failure', 'key'],
    ['NotFoundException', 'failure', 'cdk deploy'],
    ['ECONNREFUSED', 'warning', 'ECONNREFUSED'],
  ])('because of %s says why', async (code, level, why) => {
    const said = await canaryWhen(code);
    expect(said).toMatch(new RegExp(`^${level}: .*${why}`));
  });
});

describe('the account', () => {
  const healthy: SesAccount = {
    ...{ productionAccess: true, sendingEnabled: true, enforcement: 'HEALTHY' },
    ...{ maxPerDay: 1000, maxPerSecond: 14, sentToday: 10 },
  };
  test.each([
    [{}, 'sandbox', 'ok', 'production access'],
    [{ productionAccess: false, maxPerDay: 200 }, 'sandbox', 'warning', '200 mails a day'],
    [{ enforcement: 'SHUTDOWN' }, 'sending', 'failure', 'paused'],
    [{ sendingEnabled: false }, 'sending', 'failure', 'switched off'],
    [{ enforcement: 'PROBATION' }, 'sending', 'warning', 'under review'],
    [{ sentToday: 800 }, 'quota', 'warning', '800 of 1,000'],
    [{ sentToday: 799 }, 'quota', 'ok', '799 of 1,000'],
    [{ maxPerDay: -1, sentToday: 1e9 }, 'quota', 'ok', 'unlimited'],
  ] as const)('%o', async (change, id, level, found) => {
    const results = await examine(ACCOUNT_CHECKS, { account: async () => ({ ...healthy, ...change }) });
    expect(of(results, id)).toMatchObject({ level, found: expect.stringContaining(found) });
  });
});

describe('the sender', () => {
  const good: MailIdentity = {
    ...{
      name: 'example.com',
      kind: 'domain',
      verified: true,
      dkimStatus: 'SUCCESS',
      dkimTokens: ['a', 'b', 'c'],
    },
    ...{ mailFromDomain: 'mail.example.com', mailFromStatus: 'SUCCESS' },
  };
  const records: Record<string, readonly string[]> = {
    'mail.example.com MX': ['feedback-smtp.us-east-1.amazonses.com'],
    'mail.example.com TXT': ['v=spf1 include:amazonses.com ~all'],
    '_dmarc.example.com TXT': ['v=DMARC1; p=none'],
    ...Object.fromEntries(
      ['a', 'b', 'c'].map((t) => [`${t}._domainkey.example.com CNAME`, [`${t}.dkim.amazonses.com`]]),
    ),
  };
  const offline = () => Promise.reject(Object.assign(new Error('no network'), { code: 'ECONNREFUSED' }));
  const look = (
    identity: Partial<MailIdentity>,
    public_: Record<string, readonly string[]> | 'offline' = records,
  ) => {
    const asked = (type: string) => async (name: string) =>
      public_ === 'offline' ? await offline() : (public_[`${name} ${type}`] ?? []);
    const deps: SenderDependencies = {
      identity: async () => ({
        kind: 'identity',
        identity: { ...good, ...identity },
        sender: 'orders@example.com',
      }),
      dns: { txt: asked('TXT'), mx: asked('MX'), cname: asked('CNAME') },
      ...{ region: 'us-east-1', local: false },
    };
    return examine(SENDER_CHECKS, deps);
  };

  test('is well when all records are public', async () => {
    expect((await look({})).map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  test('offline, what SES says is told, and that the rest was not looked at', async () => {
    const results = await look({}, 'offline');
    expect(results.map(({ level }) => level)).toEqual(['ok', 'ok', 'ok', 'skipped']);
    expect(of(results, 'dkim').found).toContain('not reached from here (ECONNREFUSED)');
  });

  test('without records each check names what to set', async () => {
    const results = await look({}, {});
    expect(results.map(({ level }) => level)).toEqual(['ok', 'warning', 'warning', 'warning']);
    expect(of(results, 'mail-from').found).toContain('MX and SPF');
  });

  test.each([
    [{ verified: false }, 'identity', 'failure'],
    [{ verified: false, kind: 'address', name: 'orders@example.com' }, 'identity', 'failure'],
    [{ kind: 'address', name: 'orders@example.com' }, 'dmarc', 'skipped'],
    [{ dkimStatus: 'PENDING' }, 'dkim', 'failure'],
    [{ mailFromDomain: undefined }, 'mail-from', 'warning'],
    [{ mailFromStatus: 'FAILED' }, 'mail-from', 'warning'],
  ] as const)('%o', async (identity, id, level) => {
    expect(of(await look(identity), id).level).toBe(level);
  });
});

describe('the pipeline', () => {
  const running: DeployedFunction = {
    ...{ runtime: 'nodejs24.x', state: 'Active', timeoutSeconds: 30 },
    sources: [{ state: 'Enabled' }],
  };
  const well: PipelineDependencies = {
    ...{ environment: 'test', names },
    stacks: {
      read: async () => ({
        status: 'CREATE_COMPLETE',
        outputs: {},
        drift: { status: 'IN_SYNC', checkedAt: undefined },
      }),
    },
    ses: {
      account: () => Promise.reject(new Error('not asked')),
      identity: () => Promise.reject(new Error('not asked')),
      configurationSet: async () => ({ sendingEnabled: true, destinations: [destination({})] }),
    },
    functions: { read: async () => running },
    queues: { read: async () => ({ visibilitySeconds: 180, maxReceiveCount: 20 }) },
    letters: { depth: async () => ({ waiting: 0, held: 0 }) } as never,
  };

  function destination(change: object) {
    return {
      ...{
        name: 'feedback',
        enabled: true,
        topicArn: `arn:aws:sns:us-east-1:123456789012:${names.feedbackTopic}`,
      },
      eventTypes: [
        'SEND',
        'DELIVERY',
        'BOUNCE',
        'COMPLAINT',
        'REJECT',
        'RENDERING_FAILURE',
        'DELIVERY_DELAY',
      ],
      ...change,
    };
  }

  const set = (change: object) => ({
    ses: {
      ...well.ses,
      configurationSet: async () => ({ sendingEnabled: true, destinations: [destination(change)] }),
    },
  });
  const fn = (change: object) => ({ functions: { read: async () => ({ ...running, ...change }) } });

  test('is well', async () => {
    const results = await examine(PIPELINE_CHECKS, well);
    expect(worstOf(results)).toBe('ok');
    expect(results.every(({ level }) => level === 'ok')).toBe(true);
  });

  test('is well too where nothing feeds the cost function: it has no queue', async () => {
    const read = async (name: string) =>
      name === names.costFunction ? { ...running, sources: [] } : running;
    expect(worstOf(await examine(PIPELINE_CHECKS, { ...well, functions: { read } }))).toBe('ok');
  });

  const BROKEN: readonly (readonly [id: string, level: string, change: Partial<PipelineDependencies>])[] = [
    ['stacks', 'failure', { stacks: { read: async () => undefined } }],
    ['stacks', 'failure', { stacks: { read: async () => ({ status: 'ROLLBACK_COMPLETE', outputs: {} }) } }],
    ['stacks', 'warning', { stacks: { read: async () => ({ status: 'UPDATE_IN_PROGRESS', outputs: {} }) } }],
    [
      'stacks',
      'failure',
      {
        stacks: {
          read: async (name: string) => ({
            status: name === 'EncryptionKeyStack' ? 'ROLLBACK_COMPLETE' : 'CREATE_COMPLETE',
            outputs: {},
          }),
        },
      },
    ],
    ['configuration-set', 'failure', { ses: { ...well.ses, configurationSet: async () => undefined } }],
    ['configuration-set', 'failure', set({ enabled: false })],
    ['configuration-set', 'failure', set({ topicArn: 'arn:aws:sns:us-east-1:123456789012:other' })],
    ['configuration-set', 'failure', set({ eventTypes: ['SEND'] })],
    ['functions', 'failure', { functions: { read: async () => undefined } }],
    ['functions', 'failure', fn({ sources: [{ state: 'Disabled' }] })],
    ['functions', 'failure', fn({ sources: [] })],
    ['functions', 'failure', fn({ state: 'Failed' })],
    ['functions', 'warning', fn({ runtime: 'nodejs20.x' })],
    [
      'settings',
      'failure',
      { queues: { read: async () => ({ visibilitySeconds: 30, maxReceiveCount: 20 }) } },
    ],
    [
      'settings',
      'failure',
      { queues: { read: async () => ({ visibilitySeconds: 180, maxReceiveCount: 1 }) } },
    ],
    ['settings', 'failure', fn({ timeoutSeconds: 900 })],
    [
      'drift',
      'warning',
      {
        stacks: {
          read: async () => ({
            status: 'CREATE_COMPLETE',
            outputs: {},
            drift: { status: 'DRIFTED', checkedAt: undefined },
          }),
        },
      },
    ],
    ['drift', 'skipped', { stacks: { read: async () => ({ status: 'CREATE_COMPLETE', outputs: {} }) } }],
    ['dead-letters', 'warning', { letters: { depth: async () => ({ waiting: 1, held: 0 }) } as never }],
  ];

  test.each(BROKEN)('%s: %s', async (id, level, change) => {
    const found = of(await examine(PIPELINE_CHECKS, { ...well, ...change }), id);
    expect(found.level).toBe(level);
    if (level !== 'skipped') expect(found.remedy).toBeTruthy();
  });
});

describe('people', () => {
  const look = (subscriptions: readonly { confirmed: boolean }[] | undefined, tag = 'active') =>
    examine(PEOPLE_CHECKS, {
      names,
      topics: { emailSubscriptions: async () => subscriptions },
      bills: { tagStatus: async () => tag as never },
      topicArn: async (name) => name,
    });

  test.each([
    [[{ confirmed: true }], 'ok'],
    [[{ confirmed: true }, { confirmed: false }], 'warning'],
    [[{ confirmed: false }], 'failure'],
    [[], 'warning'],
    [undefined, 'failure'],
  ] as const)('subscriptions %o', async (subscriptions, level) => {
    expect(of(await look(subscriptions), 'alarms').level).toBe(level);
  });

  test.each([
    ['active', 'ok'],
    ['inactive', 'warning'],
    ['never-seen', 'warning'],
    ['not-told', 'skipped'],
  ])('the tag is %s', async (tag, level) => {
    expect(of(await look([], tag), 'cost-tag').level).toBe(level);
  });
});

test('a check that cannot be made is told with its reason, and the others go on', async () => {
  const denied = Object.assign(new Error('User: x is not authorized to perform: ses:GetAccount on y'), {
    name: 'AccessDeniedException',
  });
  const results = await examine(ACCOUNT_CHECKS, { account: () => Promise.reject(denied) });
  expect(results).toHaveLength(3);
  expect(results[0]).toMatchObject({ level: 'warning', found: expect.stringContaining('ses:GetAccount') });
});
