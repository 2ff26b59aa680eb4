import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { NAG_PACKS } from '#lib/ordermail-app.ts';
import { authorize } from '#local/iam/authorize.ts';
import { callerOf } from '#local/iam/callers.ts';
import type { Principal } from '#local/iam/policy.ts';
import { type Found, only, resources, tapStack } from './synthesized.ts';

const ACCOUNT = '111122223333';
const KEY_ARN = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const PUBLISHER_ARNS = `arn:aws:iam::${ACCOUNT}:role/shop,arn:aws:iam::210987654321:role/shop`;

const EXISTING = { KMS_KEY_ARN: KEY_ARN };
const CREATE = { KMS_KEY_ARN: 'create', PUBLISHER_ARNS };

/** The property of each type that says which key it is under. */
function keyOf({ Type, Properties }: Found): unknown {
  switch (Type) {
    case 'AWS::DynamoDB::Table':
      return Properties.SSESpecification?.KMSMasterKeyId;
    case 'AWS::Logs::LogGroup':
      return Properties.KmsKeyId;
    case 'AWS::SNS::Topic':
    case 'AWS::SQS::Queue':
      return Properties.KmsMasterKeyId;
    default:
      return undefined;
  }
}

const STORES = ['AWS::DynamoDB::Table', 'AWS::Logs::LogGroup', 'AWS::SNS::Topic', 'AWS::SQS::Queue'];

const stores = (environment = {}) =>
  resources(undefined, environment).filter(({ Type }) => STORES.includes(Type));

interface KeyStatement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition: { readonly StringEquals: Readonly<Record<string, string | readonly string[]>> };
}

/** What the roles may do with keys: `Sender: kms:Decrypt through sqs…`, and on which. */
function keyUse(environment = {}): { readonly use: string; readonly on: unknown }[] {
  return resources('AWS::IAM::Role', environment).flatMap(({ logicalId, Properties }) => {
    const statements = Properties.Policies.flatMap(
      (policy: { PolicyDocument: { Statement: readonly KeyStatement[] } }) => policy.PolicyDocument.Statement,
    ) as readonly KeyStatement[];
    return statements
      .filter(({ Action }) => JSON.stringify(Action).includes('"kms:'))
      .map(({ Action, Condition, Resource }) => {
        const via = [Condition.StringEquals['kms:ViaService']].flat().join(' ');
        const role = logicalId.replace(/Role.*/, '');
        return { use: `${role}: ${[Action].flat().join(' ')} through ${via}`, on: Resource };
      });
  });
}

describe('without KMS_KEY_ARN', () => {
  it('no key is named, made or used: AWS’s own are free', () => {
    expect(stores().map(keyOf).filter(Boolean)).toEqual([]);
    expect(resources('AWS::KMS::Key')).toEqual([]);
    expect(keyUse()).toEqual([]);
  });
});

/**
 * Where what could not be delivered has to arrive even if it was for want of the key; the alerts, which have to tell of that; and the
 * failed cost checks, which hold no order, and come from EventBridge, which cannot be limited to its source in a key's policy.
 */
const WITHOUT_KEY = /-undelivered-test$|^email-cost-check-failed-test$|^email-(cost-)?alerts-test$/;

describe('the table "Encryption" of docs/security.md', () => {
  /** What begins a row that names such resources. */
  const KINDS: Readonly<Record<string, string>> = {
    table: 'AWS::DynamoDB::Table',
    topics: 'AWS::SNS::Topic',
    queues: 'AWS::SQS::Queue',
    logs: 'AWS::Logs::LogGroup',
  };

  /** Such as `AWS::SNS::Topic email-alerts-{env}: AWS’s key`, of the page. */
  function documented(): string[] {
    const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/security.md'), 'utf8');
    const section = page.split(/^## /m).find((part) => part.startsWith('Encryption\n')) ?? '';
    const rows = section.matchAll(/^\| (\w+) (.*) \| (.*) \| (.*) \|$/gm);
    return [...rows].flatMap(([, kind = '', names = '', , withKey = '']) => {
      if (!KINDS[kind]) return [];
      const whose = withKey.startsWith('your key') ? 'your key' : 'AWS’s key';
      return [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => `${KINDS[kind]} ${name}: ${whose}`);
    });
  }

  /** The same, of the templates. */
  const deployed = stores(CREATE).map((store) => {
    const { TableName, LogGroupName, TopicName, QueueName } = store.Properties;
    const name: string = TableName ?? LogGroupName ?? TopicName ?? QueueName;
    const whose = keyOf(store) ? 'your key' : 'AWS’s key';
    return `${store.Type} ${name.replace(/-test$/, '-{env}')}: ${whose}`;
  });

  it('names every table, topic, queue and log group with whose key it is under, and nothing else', () => {
    expect(deployed.length).toBeGreaterThan(15);
    expect(documented().sort()).toEqual(deployed.sort());
  });
});

describe.each([
  ['the ARN of a key', EXISTING, KEY_ARN],
  ['create', CREATE, { 'Fn::ImportValue': expect.stringMatching(/^EncryptionKeyStack-test:.*Arn/) }],
])('with %s', (_, environment, key) => {
  it('everything that orders pass through is under it', () => {
    for (const store of stores(environment)) {
      const { QueueName, TopicName = QueueName } = store.Properties;
      const expected = WITHOUT_KEY.test(TopicName ?? '') ? undefined : key;
      expect(keyOf(store), store.logicalId).toEqual(expected);
    }
  });

  it('the functions may use it for what they do, through the service it is for', () => {
    for (const { on } of keyUse(environment)) expect(on).toEqual(key);
    expect(keyUse(environment).map(({ use }) => use)).toEqual([
      'Sender: kms:Decrypt through sqs.eu-west-1.amazonaws.com dynamodb.eu-west-1.amazonaws.com',
      'Sender: kms:Decrypt kms:GenerateDataKey through sqs.eu-west-1.amazonaws.com',
      'FeedbackRecorder: kms:Decrypt through sqs.eu-west-1.amazonaws.com dynamodb.eu-west-1.amazonaws.com',
    ]);
  });

  it.each(NAG_PACKS.map((Pack) => [Pack.name, Pack]))('cdk-nag’s %s find nothing', (_name, Pack) => {
    expect(new Pack().validateScope(tapStack(environment)).violations).toEqual([]);
  });
});

describe('a key of its own', () => {
  const stack = tapStack(CREATE).encryptionKey!;
  const template = Template.fromStack(stack);
  const key = only(template, 'AWS::KMS::Key');

  it('comes first: it depends on no other stack, and exports its ARN alone', () => {
    expect(stack.dependencies).toEqual([]);
    const exported = Object.values(template.toJSON().Outputs).filter(
      (output) => 'Export' in (output as object),
    );
    expect(exported).toHaveLength(1);
    expect(tapStack(CREATE).emailNotification.dependencies).toEqual([stack]);
  });

  it('keeps its logical id: under another one CloudFormation would make another key', () => {
    expect(Object.keys(template.findResources('AWS::KMS::Key'))).toEqual(['Key961B73FD']);
  });

  it('is renewed yearly, and stays with the table', () => {
    expect(key.Properties.EnableKeyRotation).toBe(true);
    expect([key.DeletionPolicy, key.UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
    const alias = only(template, 'AWS::KMS::Alias');
    expect(alias.Properties.AliasName).toBe('alias/ordermail-test');
    expect(alias.DeletionPolicy).toBe('Delete');
  });

  /** As KMS would answer, of the actions that sending through an encrypted topic or queue takes. */
  function answer(principal: Principal, conditions: Record<string, string> = {}): string[] {
    return ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:PutKeyPolicy'].filter((action) => {
      try {
        const resourcePolicy = key.Properties.KeyPolicy;
        authorize(principal, { action, resource: KEY_ARN, resourcePolicy, conditions });
        return true;
      } catch {
        return false;
      }
    });
  }

  const SEND = ['kms:GenerateDataKey', 'kms:Decrypt'];
  const arn = (service: string, resource: string, account = ACCOUNT) =>
    `arn:aws:${service}:eu-west-1:${account}:${resource}`;
  const service = (name: string, sourceArn: string, accountId = ACCOUNT): Principal => ({
    ...{ kind: 'service', service: name, sourceArn, accountId },
  });

  it.each([
    [
      'ses.amazonaws.com',
      arn('ses', 'configuration-set/email-config-set-test'),
      arn('ses', 'configuration-set/x'),
    ],
    ['sns.amazonaws.com', arn('sns', 'email-order-events-test'), arn('sns', 'other')],
    [
      'sns.amazonaws.com',
      arn('sns', 'email-feedback-test'),
      arn('sns', 'email-feedback-test', '210987654321'),
    ],
  ])('lets %s send for its source, and for no other', (name, right, wrong) => {
    expect(answer(service(name, right))).toEqual(SEND);
    expect(answer(service(name, wrong))).toEqual([]);
  });

  it('knows no other service', () => {
    for (const name of ['cloudwatch', 'budgets', 'events', 'lambda', 'sqs'].map(
      (one) => `${one}.amazonaws.com`,
    ))
      expect(answer(service(name, arn('sns', 'email-order-events-test')))).toEqual([]);
  });

  it('lets the logs of this environment be encrypted', () => {
    const logs = service('logs.eu-west-1.amazonaws.com', '');
    const group = (name: string) => ({
      'kms:EncryptionContext:aws:logs:arn': arn('logs', `log-group:${name}`),
    });
    expect(answer(logs, group('/aws/lambda/email-sender-test'))).toEqual(SEND);
    expect(answer(logs, group('/aws/lambda/email-sender-prod'))).toEqual([]);
  });

  const via = (name: string) => ({ 'kms:ViaService': `${name}.eu-west-1.amazonaws.com` });

  it('lets a publisher of another account use it through SNS, and nobody else there', () => {
    const shop = callerOf('210987654321:role:shop')!;
    expect(answer(shop, via('sns'))).toEqual(SEND);
    expect(answer(shop, via('sqs'))).toEqual([]);
    expect(answer(shop)).toEqual([]);
    expect(answer(callerOf('210987654321:role:other')!, via('sns'))).toEqual([]);
    expect(answer(callerOf('444444444444')!, via('sns'))).toEqual([]);
  });
});

describe('the account’s own administrator', () => {
  /** What the key's policy itself allows a principal that has no other permission in this evaluation. */
  const allows = (action: string, conditions: Record<string, string>) => {
    const { Properties } = only(Template.fromStack(tapStack(CREATE).encryptionKey!), 'AWS::KMS::Key');
    // Seen as a foreign one, for whom the policy has to speak: of its own account IAM would allow all.
    const root = { ...callerOf(ACCOUNT)! };
    try {
      const resource = 'arn:aws:kms:eu-west-1:999999999999:key/x';
      authorize(root, { action, resource, resourcePolicy: Properties.KeyPolicy, conditions });
      return true;
    } catch {
      return false;
    }
  };
  const through = (name: string) => ({
    ...{ 'kms:ViaService': `${name}.eu-west-1.amazonaws.com`, 'kms:CallerAccount': ACCOUNT },
  });

  it('looks after it, and decrypts through the services only', () => {
    expect(allows('kms:PutKeyPolicy', {})).toBe(true);
    expect(allows('kms:Decrypt', {})).toBe(false);
    for (const name of ['sqs', 'sns', 'dynamodb']) expect(allows('kms:Decrypt', through(name))).toBe(true);
    expect(allows('kms:Decrypt', through('s3'))).toBe(false);
    expect(allows('kms:CreateGrant', through('sqs'))).toBe(false);
    expect(allows('kms:CreateGrant', through('dynamodb'))).toBe(true);
  });
});
