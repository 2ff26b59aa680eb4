import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { tableClient, topicClient } from '#adapters/aws/clients.ts';
import { scannedRecentEmails } from '#adapters/aws/dynamodb-email-reader.ts';
import { lazyClients } from '#adapters/aws/lazy-clients.ts';
import { snsOrderTopic } from '#adapters/aws/sns-order-publisher.ts';
import { httpFaults } from '#adapters/local/http-faults.ts';
import { httpInbox } from '#adapters/local/http-inbox.ts';
import { clockAhead } from '#adapters/system/clock.ts';
import { structuredLog } from '#adapters/system/log.ts';
import { systemRandomness } from '#adapters/system/randomness.ts';
import type { Clock } from '#app/ports.ts';
import { publishSampleOrder } from '#app/publish-sample-order.ts';
import { consoleParts } from '#cli/console-parts.ts';
import { costReader } from '#cli/cost-reader.ts';
import { createConsole } from '#console/console.ts';
import { serveConsole } from '#console/serve.ts';
import { resourceNames } from '#contract/names.ts';
import { usdOf } from '#domain/bill.ts';
import { readStageConfig, SETTING_NAMES, type StageConfig } from '#lib/stage-config.ts';
import { synthesize } from '#local/assembly/synthesize.ts';
import { accessKeyOf } from '#local/iam/callers.ts';
import { type LocalCloud, startLocalCloud } from '#local/local-cloud.ts';
import { brandsOf } from '../src/handlers/brands.ts';
import { explainFailure } from './start/failures.ts';
import { followSample } from './start/follow-sample.ts';
import { publishCommand, readyLine, tryIt } from './start/messages.ts';
import { readStartSettings, type StartSettings } from './start/start-settings.ts';

const HOST = '127.0.0.1';
const PROJECT = path.resolve(import.meta.dirname, '..');

/** Whoever uses the console of the local cloud. */
const LOCAL_OPERATOR = 'local operator';

/** The simulator's address takes every mail, so a sample order always arrives. */
const SAMPLE_RECIPIENT = 'success@simulator.amazonses.com';
const SAMPLE_PATIENCE_MS = 30_000;

const print = (line: string) => void process.stdout.write(`${line}\n`);

// Whoever read the output has gone: there is nobody left to run for.
process.stdout.on('error', () => process.exit(0));

try {
  await start();
} catch (error) {
  process.stderr.write(`\n${explainFailure(error)}\n\n`);
  process.exit(1);
}

/** Synthesizes, starts the local cloud and the console, and shows one order's way on the very first start. */
async function start(): Promise<void> {
  const startedAt = performance.now();
  const settings = readStartSettings(process.argv.slice(2), process.env, PROJECT);
  const stage = readStageConfig(process.env);
  const assemblyDirectory = await synthesizeFor(stage, settings);

  const stateDirectory = path.join(settings.stateRoot, stage.environmentSuffix);
  if (settings.fresh) rmSync(stateDirectory, { recursive: true, force: true });
  const cloud = await startCloud(assemblyDirectory, stateDirectory, stage, settings);
  const parts = await localConsoleParts(cloud, stage, clockAhead(settings.clockAheadSeconds));
  const console = await serveConsole(createConsole(parts), { host: HOST, port: settings.consolePort });

  const stopping = new AbortController();
  stopOnSignal(stopping, [console, cloud]);
  const { account, region, environmentSuffix } = stage;
  const running = {
    endpointUrl: cloud.endpointUrl,
    consoleUrl: `http://${HOST}:${console.port}`,
    environmentSuffix,
    account,
    region,
  };
  print(`${readyLine(running)} · ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  if (await hasNoEmails(parts)) await showSample(parts, stopping.signal);
  if (!stopping.signal.aborted) print(tryIt({ ...running, accessKeyId: publisherOf(stage).accessKeyId }));
}

function synthesizeFor(stage: StageConfig, { stateRoot }: StartSettings): Promise<string> {
  const settings = stageSettings();
  return synthesize({
    projectDirectory: PROJECT,
    cacheDirectory: path.join(stateRoot, 'assembly'),
    inputs: settings.BRAND_FILE ? [settings.BRAND_FILE] : [],
    settings: { ...settings, CDK_DEFAULT_ACCOUNT: stage.account, CDK_DEFAULT_REGION: stage.region },
    onProgress: print,
  });
}

/** The settings that decide the template, as they were given. */
function stageSettings(): Record<string, string> {
  // One synth with all its checks is part of every test run; here it would only cost seconds.
  const settings: Record<string, string> = { CDK_VALIDATION: 'false' };
  for (const name of SETTING_NAMES) settings[name] = process.env[name] ?? '';
  // The app runs in the project's folder, whatever folder this was started from.
  const brandFile = process.env.BRAND_FILE?.trim();
  settings.BRAND_FILE = brandFile ? path.resolve(brandFile) : '';
  return settings;
}

function startCloud(
  assemblyDirectory: string,
  stateDirectory: string,
  stage: StageConfig,
  settings: StartSettings,
) {
  const { maxSendRate, max24HourSend, sandbox, clockAheadSeconds } = settings;
  return startLocalCloud({
    assemblyDirectory,
    stateDirectory,
    host: HOST,
    port: settings.awsPort,
    accountId: stage.account,
    region: stage.region,
    ses: { maxSendRate, max24HourSend, productionAccess: !sandbox },
    pricing: usdOf,
    clockOffsetMs: clockAheadSeconds * 1000,
    log: print,
    onProgress: print,
  });
}

async function localConsoleParts(cloud: LocalCloud, stage: StageConfig, clock: Clock) {
  const { environmentSuffix, account, region, shopName, replyToAddress, brands } = stage;
  const names = resourceNames(environmentSuffix);
  const credentials = { accessKeyId: 'console', secretAccessKey: 'console' };
  const connection = { endpoint: cloud.endpointUrl, region, credentials };
  const asPublisher = { ...connection, credentials: publisherOf(stage) };
  const table = tableClient(connection);
  const topicArn = `arn:aws:sns:${region}:${account}:${names.orderTopic}`;
  const session = {
    environment: environmentSuffix,
    names,
    // Resends are published as well.
    aws: { ...lazyClients(connection), topics: lazyClients(asPublisher).topics },
    clock,
    local: true,
    connection,
    arn: async (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`,
  };
  return {
    ...(await consoleParts(session, LOCAL_OPERATOR)),
    recent: scannedRecentEmails(table, names.trackingTable),
    inbox: httpInbox(cloud.endpointUrl),
    faults: httpFaults(cloud.endpointUrl),
    costs: await costReader(session, stage.costBudgetUsd),
    samples: {
      topic: snsOrderTopic(topicClient(asPublisher), topicArn),
      recipient: SAMPLE_RECIPIENT,
      clock,
      random: systemRandomness,
    },
    brands: brandsOf({ SHOP_NAME: shopName, REPLY_TO_ADDRESS: replyToAddress }, brands),
    publishCommand: publishCommand(cloud.endpointUrl, topicArn, region, publisherOf(stage).accessKeyId),
    log: structuredLog(clock, print),
  };
}

/** Who may publish sample orders and resends: where publishers are named, the first. */
function publisherOf({ publishers: [first] }: StageConfig) {
  return { accessKeyId: first ? accessKeyOf(first) : 'local', secretAccessKey: 'console' };
}

/** Also after a start that failed, such as on a port that was taken. */
async function hasNoEmails({ recent }: Awaited<ReturnType<typeof localConsoleParts>>): Promise<boolean> {
  return (await recent.recent(1)).emails.length === 0;
}

async function showSample(
  { samples, emails }: Awaited<ReturnType<typeof localConsoleParts>>,
  signal: AbortSignal,
): Promise<void> {
  const orderId = await publishSampleOrder(samples);
  print(`\nFirst start: published the sample order ${orderId}.`);
  const status = await followSample(orderId, emails, SAMPLE_PATIENCE_MS, print, signal);
  if (signal.aborted) return;
  if (status === undefined)
    return print(`  ${orderId} has not shown up. Look at the functions' logs: aws logs filter-log-events.`);
  print(`  ${orderId} is ${status}.`);
}

interface Closable {
  close(): Promise<void>;
}

/** Ends cleanly on Ctrl-C and on SIGTERM; a second Ctrl-C ends at once. */
function stopOnSignal(stopping: AbortController, parts: readonly Closable[]): void {
  const stop = async () => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
    print('\nStopping.');
    for (const part of parts) await part.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
