import { App, Stack, TagManager } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { explainFindings } from '#lib/explained-findings.ts';
import { NAG_PACKS } from '#lib/ordermail-app.ts';
import { cfnResources, type Found, resources, tapStack } from './synthesized.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const queues = resources('AWS::SQS::Queue');
const subscriptions = resources('AWS::SNS::Subscription');
const policies = resources().flatMap((resource) =>
  statementsOf(resource).map((statement) => ({ resource, statement })),
);

function statementsOf({ Properties }: Found): readonly Statement[] {
  const documents = [
    Properties?.PolicyDocument,
    Properties?.AssumeRolePolicyDocument,
    ...(Properties?.Policies ?? []).map((policy: { PolicyDocument: unknown }) => policy.PolicyDocument),
  ];
  return documents.filter(Boolean).flatMap((document) => document.Statement);
}

/** Logical ids that the resource names anywhere below a property. */
function mentions(property: unknown, logicalId: string): boolean {
  return JSON.stringify(property ?? null).includes(`"${logicalId}"`);
}

function refusesPlainText(target: string): boolean {
  return policies.some(
    ({ resource, statement }) =>
      mentions(resource.Properties.Queues ?? resource.Properties.Topics, target) &&
      statement.Effect === 'Deny' &&
      JSON.stringify(statement.Principal).includes('"*"') &&
      statement.Condition?.Bool?.['aws:SecureTransport'] === 'false',
  );
}

describe.each(NAG_PACKS.map((Pack) => [Pack.name, Pack] as const))('cdk-nag’s %s', (_, Pack) => {
  it('find nothing that is not explained', () => {
    expect(new Pack().validateScope(tapStack()).violations).toEqual([]);
  });

  it('nor in a region that is newer than the CDK', () => {
    const stack = tapStack({ CDK_DEFAULT_REGION: 'xx-new-1' });
    expect(new Pack().validateScope(stack).violations).toEqual([]);
  });
});

describe('what cdk-nag finds', () => {
  const explained = tapStack()
    .node.findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter(({ type }) => type === 'aws:cdk:acknowledged-rules')
    .flatMap(({ data }) => Object.entries(data as Record<string, string>));

  // Where, and with what reasons, is a table of docs/security.md.
  it('is explained only for these rules, each time with a reason', () => {
    expect(new Set(explained.map(([id]) => id.replace(/^annotation::/i, '')))).toEqual(
      new Set([
        'AwsSolutions-IAM5[Resource::*]',
        'AwsSolutions-IAM5[Resource::arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*]',
        'AwsSolutions-IAM5[Resource::arn:aws:ses:eu-west-1:111122223333:identity/*]',
        'AwsSolutions-SQS3',
        'Serverless-LambdaDLQ',
        'Serverless-LambdaEventSourceMappingDestination',
        'Serverless-LambdaStarPermissions',
        'Serverless-LambdaTracing',
        'Serverless-SQSRedrivePolicy',
      ]),
    );
    for (const [id, reason] of explained) expect(reason.length, id).toBeGreaterThan(60);
  });

  it('is not explained for a function that no queue feeds', () => {
    const app = new App();
    new lambda.Function(new Stack(app, 'Stack'), 'Lost', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = () => {}'),
    });
    explainFindings(app);
    const { violations } = new ServerlessChecks().validateScope(app);
    expect(violations.map(({ ruleName }) => ruleName)).toContain('Serverless-LambdaDLQ');
  });
});

describe('every resource', () => {
  const stacks = Object.values({ ...tapStack() }).filter((value) => value instanceof Stack);
  const taggable = [tapStack(), ...stacks]
    .flatMap(cfnResources)
    .filter((resource) => TagManager.of(resource) !== undefined && !CfnDashboard.isCfnDashboard(resource));

  it('that can be tagged has the three tags', () => {
    expect(taggable.length).toBeGreaterThan(20);
    for (const resource of taggable) {
      const tags = TagManager.of(resource)?.tagValues();
      expect(tags, resource.node.path).toEqual({
        'iac-rlhf-amazon': 'true',
        Project: 'ordermail',
        Environment: 'test',
      });
    }
  });

  it('gets them from its stack as well, dashboards too', () => {
    for (const stack of [tapStack(), tapStack().emailNotification, tapStack().costMonitoring]) {
      expect(stack.tags.tagValues(), stack.stackName).toEqual({
        'iac-rlhf-amazon': 'true',
        Project: 'ordermail',
        Environment: 'test',
      });
    }
  });
});

describe('every queue', () => {
  it.each(queues.map((queue) => [queue.Properties.QueueName, queue] as const))(
    '%s is encrypted',
    (_, queue) => {
      expect(queue.Properties.SqsManagedSseEnabled).toBe(true);
    },
  );

  it.each(queues.map((queue) => [queue.Properties.QueueName, queue] as const))('%s wants TLS', (_, queue) => {
    expect(refusesPlainText(queue.logicalId)).toBe(true);
  });

  it.each(queues.map((queue) => [queue.Properties.QueueName, queue] as const))(
    '%s has dead letters, or is where they go',
    (_, queue) => {
      const redrive = [...queues, ...subscriptions].map(({ Properties }) => Properties.RedrivePolicy);
      const onFailure = resources('AWS::Lambda::EventInvokeConfig').map(
        ({ Properties }) => Properties.DestinationConfig.OnFailure,
      );
      const isTarget = [...redrive, ...onFailure].some((policy) => mentions(policy, queue.logicalId));
      expect(queue.Properties.RedrivePolicy !== undefined || isTarget).toBe(true);
    },
  );
});

describe('every topic', () => {
  it.each(resources('AWS::SNS::Topic').map((topic) => [topic.Properties.TopicName, topic] as const))(
    '%s wants TLS',
    (_, topic) => {
      expect(refusesPlainText(topic.logicalId)).toBe(true);
    },
  );
});

describe('every subscription', () => {
  it.each(subscriptions.map((subscription) => [subscription.logicalId, subscription] as const))(
    '%s has dead letters that are not its queue’s',
    (_, { Properties }) => {
      const target = Properties.RedrivePolicy.deadLetterTargetArn;
      const shared = queues.some(
        ({ Properties: queue }) => queue.RedrivePolicy?.deadLetterTargetArn === target,
      );
      expect(target).toBeDefined();
      expect(shared).toBe(false);
    },
  );
});

describe('every permission', () => {
  it('names its actions', () => {
    const allowed = policies.filter(({ statement }) => statement.Effect === 'Allow');
    const actions = allowed.flatMap(({ statement }) => statement.Action);
    expect(actions.length).toBeGreaterThan(20);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('of a service is for one source', () => {
    const services = policies.filter(
      ({ resource, statement }) =>
        statement.Effect === 'Allow' &&
        resource.Type !== 'AWS::IAM::Role' &&
        JSON.stringify(statement.Principal).includes('amazonaws.com'),
    );
    expect(services.length).toBeGreaterThan(5);
    for (const { resource, statement } of services) {
      const keys = Object.values(statement.Condition ?? {}).flatMap(Object.keys);
      expect(keys, resource.logicalId).toContain('aws:SourceArn');
    }
  });

  it('comes from no managed policy', () => {
    expect(
      resources('AWS::IAM::Role').flatMap(({ Properties }) => Properties.ManagedPolicyArns ?? []),
    ).toEqual([]);
  });
});
