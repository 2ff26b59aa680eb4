import { TOPIC_ACTIONS } from '#lib/topic-permissions.ts';

/** A CloudFormation template, as far as it is read here. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
}

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is CloudFormation's, by type.
  readonly Properties?: Readonly<Record<string, any>>;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What one statement of a resource's policy says. */
export interface Rule {
  readonly who: readonly string[];
  readonly actions: readonly string[];
  /** Each such as `aws:SourceAccount = 123456789012`. */
  readonly conditions: readonly string[];
}

/** A topic, queue or key, and all that its policy says. */
export interface ResourcePolicy {
  readonly kind: 'topic' | 'queue' | 'key';
  readonly name: string;
  readonly allowed: readonly Rule[];
  /** Everybody's calls without TLS are denied. Of a key nobody asks: KMS takes no others. */
  readonly tlsOnly: boolean;
  /** Beside those without TLS. */
  readonly denied: readonly Rule[];
}

const KINDS: Readonly<Record<string, ResourcePolicy['kind']>> = {
  'AWS::SNS::Topic': 'topic',
  'AWS::SQS::Queue': 'queue',
  'AWS::KMS::Key': 'key',
};

/** The policies of all topics, queues and keys of the templates, by name. */
export function resourcePolicies(templates: readonly Template[]): ResourcePolicy[] {
  return templates
    .flatMap((template) =>
      Object.entries(template.Resources).flatMap(([logicalId, resource]) => {
        const kind = KINDS[resource.Type];
        return kind === undefined ? [] : [policyOf(template, logicalId, kind)];
      }),
    )
    .toSorted((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1));
}

function policyOf(template: Template, logicalId: string, kind: ResourcePolicy['kind']): ResourcePolicy {
  const statements = statementsFor(template, logicalId);
  const rules = (effect: Statement['Effect']) =>
    statements
      .filter((statement) => statement.Effect === effect && !deniesPlainText(kind, statement))
      .map((statement) => ruleOf(template, statement));
  return {
    kind,
    name: nameOf(template, logicalId),
    allowed: rules('Allow'),
    tlsOnly: statements.some((statement) => deniesPlainText(kind, statement)),
    denied: rules('Deny'),
  };
}

function statementsFor({ Resources }: Template, logicalId: string): readonly Statement[] {
  const own = Resources[logicalId]?.Properties?.KeyPolicy?.Statement ?? [];
  const attached = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::SNS::TopicPolicy' || Type === 'AWS::SQS::QueuePolicy')
    .filter(({ Properties = {} }) =>
      [...(Properties.Topics ?? []), ...(Properties.Queues ?? [])].some(({ Ref }) => Ref === logicalId),
    )
    .flatMap(({ Properties }) => Properties?.PolicyDocument.Statement);
  return [...own, ...attached];
}

/** All that a policy may name. */
const EVERY_ACTION: Readonly<Record<ResourcePolicy['kind'], readonly string[]>> = {
  topic: TOPIC_ACTIONS,
  queue: ['sqs:*'],
  key: ['kms:*'],
};

/** Of everybody, of every action, and with no other condition that would have to hold too. */
function deniesPlainText(
  kind: ResourcePolicy['kind'],
  { Effect, Principal, Action, Condition }: Statement,
): boolean {
  const everybody = Principal === '*' || Principal.AWS === '*';
  const all = EVERY_ACTION[kind].every((action) => [Action].flat().includes(action));
  const condition = JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}';
  return Effect === 'Deny' && everybody && all && condition;
}

function ruleOf(template: Template, { Principal, Action, Condition = {} }: Statement): Rule {
  const principals = Principal === '*' ? ['*'] : Object.values(Principal).flat();
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => {
      const values = [value].flat().map((one) => arnOf(template, one));
      return `${key} ${operator.includes('Not') ? '≠' : '='} ${values.join(' or ')}`;
    }),
  );
  return { who: principals, actions: [Action].flat(), conditions };
}

/** What a service puts between account and name in an ARN. */
const ARN_OF: Readonly<Record<string, string>> = {
  'AWS::SNS::Topic': 'sns:{region}:{account}:',
  'AWS::SQS::Queue': 'sqs:{region}:{account}:',
  'AWS::Events::Rule': 'events:{region}:{account}:rule/',
};

/** A text as it is, and a reference as the ARN of what it refers to. */
function arnOf(template: Template, value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  const logicalId = Ref ?? attribute?.[0] ?? '';
  const prefix = ARN_OF[template.Resources[logicalId]?.Type ?? ''];
  if (prefix === undefined)
    throw new Error(`${JSON.stringify(value)} in a policy's condition is not understood.`);
  return `arn:aws:${prefix}${nameOf(template, logicalId)}`;
}

function nameOf({ Resources }: Template, logicalId: string): string {
  const { TopicName, QueueName, Name, Description } = Resources[logicalId]?.Properties ?? {};
  return TopicName ?? QueueName ?? Name ?? Description ?? logicalId;
}
