import { type App, type CfnResource, Stack, Validations } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { QueueConsumer } from './constructs/queue-consumer.ts';

/**
 * Answers those findings of cdk-nag's Serverless pack that are the same wherever the kind of resource is. What is particular to one
 * resource is answered beside it.
 */
export function explainFindings(app: App): void {
  const constructs = app.node.findAll();
  const consumers = constructs.filter((construct) => construct instanceof QueueConsumer);
  const fedByQueue = new Set(consumers.map(fedFunction));
  for (const consumer of consumers)
    explain(
      consumer,
      'Serverless-LambdaEventSourceMappingDestination',
      'AWS supports an on-failure destination for Kinesis, DynamoDB streams and Kafka, not for a queue (CloudFormation, "AWS::Lambda::EventSourceMapping OnFailure"). What fails goes to the queue’s dead letters.',
    );
  for (const construct of constructs) {
    if (construct instanceof DeadLetterQueue)
      explain(
        construct,
        'Serverless-SQSRedrivePolicy',
        'This is where failures end, for a person to look at: dead letters of its own would only hide them once more.',
      );
    if (!(construct instanceof lambda.Function)) continue;
    explain(
      construct,
      'Serverless-LambdaTracing',
      'Every email is followed by its id through log, table and SES’s events, which a trace would not reach. X-Ray would need write permissions on every resource, since it supports none by name.',
    );
    if (fedByQueue.has(logicalId(construct)))
      explain(
        construct,
        'Serverless-LambdaDLQ',
        'A function’s dead letters are for asynchronous invocations. This one is fed from a queue, which has dead letters.',
      );
  }
}

/** The logical id of the function that a consumer feeds. */
function fedFunction(consumer: QueueConsumer): string {
  const { functionName } = consumer.node.defaultChild as lambda.CfnEventSourceMapping;
  return Stack.of(consumer).resolve(functionName).Ref;
}

function logicalId(construct: IConstruct): string {
  return Stack.of(construct).resolve((construct.node.defaultChild as CfnResource).logicalId);
}

function explain(construct: IConstruct, id: string, reason: string): void {
  Validations.of(construct).acknowledge({ id, reason });
}
