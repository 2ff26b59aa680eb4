import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template, TemplateResource } from '#local/assembly/template.ts';

/** A synthesized app in a folder of its own, which is removed at the end of the test. */
export interface SmallApp extends Disposable {
  readonly assembly: string;
  /** A folder for state, not made yet. */
  readonly state: string;
}

interface AppOptions {
  /** Source of each function's module, by the key of its code. */
  readonly code?: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, Template>>;
}

/** Writes what `cdk synth` would: the manifest, the templates and the assets. Each stack depends on those before it. */
export function smallApp({ code = {}, templates }: AppOptions): SmallApp {
  const folder = mkdtempSync(join(tmpdir(), 'small-app-'));
  const assembly = join(folder, 'cdk.out');
  mkdirSync(assembly);
  const write = (file: string, content: object) =>
    writeFileSync(join(assembly, file), JSON.stringify(content));

  const files: Record<string, object> = {};
  for (const [key, source] of Object.entries(code)) {
    mkdirSync(join(assembly, `asset.${key}`));
    writeFileSync(join(assembly, `asset.${key}`, 'index.mjs'), source);
    files[key] = {
      source: { path: `asset.${key}`, packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: `${key}.zip` } },
    };
  }
  write('assets.json', { files });

  const names = Object.keys(templates);
  const stacks = names.map((stackName, index) => {
    write(`${stackName}.template.json`, templates[stackName]!);
    const properties = { templateFile: `${stackName}.template.json`, stackName };
    return [stackName, { type: 'aws:cloudformation:stack', properties, dependencies: names.slice(0, index) }];
  });
  // The order of the artifacts says nothing: dependencies do.
  write('manifest.json', {
    artifacts: {
      assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
      ...Object.fromEntries(stacks.toReversed()),
    },
  });
  return {
    assembly,
    state: join(folder, 'state'),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const LOGS = { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: '*' };

/**
 * Two stacks: orders come in by a topic and go through a queue to a function, which counts how often it has seen each in
 * the table. `Failing` orders end in the dead letters.
 */
export const ORDER_APP: AppOptions = {
  code: {
    // Without an AWS SDK: the function speaks DynamoDB's wire format, signed with its own key.
    counter: `export const handler = async ({ Records }) => {
      const batchItemFailures = [];
      for (const { messageId, body } of Records) {
        if (body.startsWith('Failing')) { batchItemFailures.push({ itemIdentifier: messageId }); continue; }
        const response = await fetch(process.env.AWS_ENDPOINT_URL, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.UpdateItem',
            authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID
              + '/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0' },
          body: JSON.stringify({ TableName: process.env.TABLE, Key: { id: { S: body } },
            UpdateExpression: 'ADD seen :one', ExpressionAttributeValues: { ':one': { N: '1' } } }) });
        if (!response.ok) throw new Error(await response.text());
        console.log('counted', body);
      }
      return { batchItemFailures };
    };`,
  },
  templates: {
    Data: {
      Description: 'What is kept',
      Resources: {
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            TableName: 'orders',
            BillingMode: 'PAY_PER_REQUEST',
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          },
        },
      },
      Outputs: {
        TableArn: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: 'table-arn' } },
        TableName: { Value: { Ref: 'Table' }, Export: { Name: 'table-name' } },
      },
    },
    Orders: {
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'orders' } },
        DeadLetters: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead-letters' } },
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: {
            QueueName: 'orders',
            VisibilityTimeout: 5,
            RedrivePolicy: {
              deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] },
              maxReceiveCount: 1,
            },
          },
        },
        QueuePolicy: {
          Type: 'AWS::SQS::QueuePolicy',
          Properties: {
            Queues: [{ Ref: 'Queue' }],
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'sns.amazonaws.com' },
                  Action: 'sqs:SendMessage',
                  Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
                  Condition: { ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } },
                },
              ],
            },
          },
        },
        Subscription: {
          Type: 'AWS::SNS::Subscription',
          Properties: {
            TopicArn: { Ref: 'Topic' },
            Protocol: 'sqs',
            Endpoint: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            RawMessageDelivery: true,
          },
        },
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            RoleName: 'counter',
            AssumeRolePolicyDocument: {},
            Policies: [
              {
                PolicyName: 'all',
                PolicyDocument: {
                  Statement: [
                    LOGS,
                    {
                      Effect: 'Allow',
                      Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
                      Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
                    },
                    {
                      Effect: 'Allow',
                      Action: 'dynamodb:UpdateItem',
                      Resource: { 'Fn::ImportValue': 'table-arn' },
                    },
                  ],
                },
              },
            ],
          },
        },
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            FunctionName: 'counter',
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
            Runtime: 'nodejs24.x',
            Handler: 'index.handler',
            Code: { S3Bucket: 'assets', S3Key: 'counter.zip' },
            Environment: { Variables: { TABLE: { 'Fn::ImportValue': 'table-name' } } },
          },
        },
        Consumer: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            FunctionName: { Ref: 'Function' },
            FunctionResponseTypes: ['ReportBatchItemFailures'],
            ScalingConfig: { MaximumConcurrency: 2 },
          },
        },
      } satisfies Record<string, TemplateResource>,
      Outputs: { QueueUrl: { Value: { Ref: 'Queue' } }, TopicArn: { Value: { Ref: 'Topic' } } },
    },
  },
};
