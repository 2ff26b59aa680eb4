import type { AccountDependencies } from '#app/doctor/account-checks.ts';
import type { CanaryDependencies } from '#app/doctor/canary.ts';
import type { PeopleDependencies } from '#app/doctor/people-checks.ts';
import type { PipelineDependencies } from '#app/doctor/pipeline-checks.ts';
import type { SenderDependencies } from '#app/doctor/sender-checks.ts';
import { findIdentity } from '#app/find-identity.ts';
import type { Session } from './session.ts';

export type DoctorDependencies = PipelineDependencies &
  SenderDependencies &
  AccountDependencies &
  PeopleDependencies &
  CanaryDependencies;

/** Everything that the checks look at. */
export async function doctorDependencies(session: Session): Promise<DoctorDependencies> {
  const { aws, names, environment, local, clock, random } = session;
  const [adapters, ses, queues, topics] = await Promise.all([
    loadAdapters(),
    aws.ses(),
    aws.queues(),
    aws.topics(),
  ]);
  const stacks = adapters.deployedStacks(await aws.stacks(), environment);
  const inspector = adapters.sesInspector(ses);
  const topicArn = (name: string) => session.arn('sns', name);
  return {
    ...{ environment, names, stacks, local, topicArn },
    ses: inspector,
    functions: adapters.lambdaInspector(await aws.functions()),
    queues: adapters.sqsInspector(queues),
    letters: adapters.sqsDeadLetters(queues, names),
    identity: once(() => findIdentity(stacks, inspector)),
    dns: adapters.systemDns(),
    region: await aws.region(),
    account: once(() => inspector.account()),
    topics: adapters.snsInspector(topics),
    bills: adapters.costExplorerBills(await aws.billing(), environment),
    canary: {
      topic: adapters.snsOrderTopic(topics, await topicArn(names.orderTopic)),
      emails: adapters.dynamodbEmailReader(await aws.table(), names.trackingTable),
      clock,
      random,
    },
  };
}

async function loadAdapters() {
  const modules = await Promise.all([
    import('#adapters/aws/cloudformation-stacks.ts'),
    import('#adapters/aws/ses-inspector.ts'),
    import('#adapters/aws/lambda-inspector.ts'),
    import('#adapters/aws/sqs-inspector.ts'),
    import('#adapters/aws/sqs-dead-letters.ts'),
    import('#adapters/aws/sns-inspector.ts'),
    import('#adapters/aws/sns-order-publisher.ts'),
    import('#adapters/aws/dynamodb-email-reader.ts'),
    import('#adapters/aws/cost-explorer-bills.ts'),
    import('#adapters/system/dns.ts'),
  ]);
  const [stacks, ses, lambda, sqs, letters, sns, publisher, reader, bills, dns] = modules;
  return {
    ...stacks,
    ...ses,
    ...lambda,
    ...sqs,
    ...letters,
    ...sns,
    ...publisher,
    ...reader,
    ...bills,
    ...dns,
  };
}

function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let asked: Promise<Value> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}
