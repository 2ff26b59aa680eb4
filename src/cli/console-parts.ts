import { existsSync, readFileSync } from 'node:fs';
import { packedOrders } from '#adapters/system/packed-orders.ts';
import { sha256Digest } from '#adapters/system/randomness.ts';
import { addressDigest } from '#app/address-digest.ts';
import type { Changes } from '#console/changes.ts';
import type { ConsoleDependencies } from '#console/dependencies.ts';
import { EXIT } from './exit-codes.ts';
import { explainFailure } from './explain-failure.ts';
import type { Session } from './session.ts';
import { stackStatus } from './stack-status.ts';

/** What of a session the console needs: `npm start` has no whole one. */
export type ConsoleSession = Pick<
  Session,
  'aws' | 'names' | 'environment' | 'clock' | 'arn' | 'local' | 'connection'
> &
  Partial<Pick<Session, 'endpoint'>>;

/** What the console has wherever it runs, on the local cloud and on AWS. */
export type ConsoleParts = Pick<
  ConsoleDependencies,
  | 'environment'
  | 'emails'
  | 'changes'
  | 'packing'
  | 'letters'
  | 'hourly'
  | 'alarms'
  | 'search'
  | 'suppressed'
  | 'runbook'
  | 'explain'
  | 'clock'
>;

/** `operator`: who may change things, as the console knows them; undefined for a console that only reads. */
export async function consoleParts(
  session: ConsoleSession,
  operator: string | undefined,
): Promise<ConsoleParts> {
  const { aws, names, environment, clock } = session;
  const [emails, search, suppressed, letters, hourly, alarms, metrics] = await Promise.all([
    import('#adapters/aws/dynamodb-email-reader.ts'),
    import('#adapters/aws/dynamodb-email-search.ts'),
    import('#adapters/aws/ses-suppression-listing.ts'),
    import('#adapters/aws/sqs-dead-letters.ts'),
    import('#adapters/aws/cloudwatch-hourly-counts.ts'),
    import('#adapters/aws/cloudwatch-alarm-states.ts'),
    aws.metrics(),
  ]);
  return {
    environment,
    emails: emails.dynamodbEmailReader(await aws.table(), names.trackingTable),
    ...(operator !== undefined && { changes: await changesOf(session, operator) }),
    packing: packedOrders,
    search: search.dynamodbEmailSearch(await aws.table(), names.trackingTable),
    suppressed: suppressed.sesSuppressionListing(await aws.ses(), clock),
    letters: letters.sqsDeadLetters(await aws.queues(), names),
    hourly: hourly.cloudwatchHourlyCounts(metrics, environment),
    alarms: alarms.cloudwatchAlarmStates(metrics, environment),
    runbook: runbookText(),
    explain: (error) => explained(error, session),
    clock,
  };
}

/** In words of whoever uses the console; undefined for a bug of ours. */
async function explained(error: unknown, session: ConsoleSession) {
  const { exitCode, message, next } = await explainFailure(error, {
    environment: session.environment,
    local: session.local,
    endpoint: session.endpoint ?? session.connection.endpoint,
    region: await session.aws.region().catch(() => undefined),
    stackStatus: () => stackStatus(session),
  });
  return exitCode === EXIT.unexpected ? undefined : { message, next };
}

/** Where the code came with its documents. */
function runbookText(): string | undefined {
  const file = new URL('../../docs/runbook.md', import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

async function changesOf({ aws, names, clock, arn }: ConsoleSession, operator: string): Promise<Changes> {
  const [archive, requests, suppressions, audit] = await Promise.all([
    import('#adapters/aws/dynamodb-email-archive.ts'),
    import('#adapters/aws/sns-resend-requests.ts'),
    import('#adapters/aws/ses-suppression-list.ts'),
    import('#adapters/aws/cloudwatch-logs-audit.ts'),
  ]);
  const topicArn = await arn('sns', names.orderTopic);
  return {
    archive: archive.dynamodbEmailArchive(await aws.table(), names.trackingTable),
    requests: requests.snsResendRequests(await aws.topics(), topicArn),
    suppressions: suppressions.sesSuppressionList(await aws.ses()),
    audit: audit.logsAuditTrail(await aws.logs(), names.operatorLog, clock),
    addressDigest: (address) => addressDigest(address, names.operatorLog, sha256Digest),
    clock,
    operator,
  };
}
