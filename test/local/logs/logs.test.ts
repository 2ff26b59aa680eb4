import {
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, test } from 'vitest';
import type { Principal } from '#local/iam/policy.ts';
import { Logs } from '#local/services/logs/logs.ts';
import { logsResources } from '#local/services/logs/service.ts';
import { resource } from '../support/resource.ts';
import { GROUP, lines, logsCloud, STREAM } from './logs-cloud.ts';

const DAY = 24 * 60 * 60 * 1_000;
const START = lines('')[0]!.timestamp;
const logGroupName = GROUP;
const logStreamName = STREAM;

type Cloud = Awaited<ReturnType<typeof logsCloud>>;

async function filtered({ client }: Cloud, rest: object = {}) {
  const { events } = await client.send(new FilterLogEventsCommand({ logGroupName, ...rest }));
  return events?.map(({ message }) => message);
}

describe('FilterLogEvents', () => {
  test('finds the events of all streams in order of time', async () => {
    await using cloud = await logsCloud();
    const [a, b, c] = lines('a', 'b', 'c');
    cloud.logs.append(GROUP, 'one', [a!, c!]);
    cloud.logs.append(GROUP, 'two', [b!]);
    const { events, nextToken } = await cloud.client.send(new FilterLogEventsCommand({ logGroupName }));
    expect(events).toEqual([
      {
        logStreamName: 'one',
        timestamp: START,
        message: 'a',
        ingestionTime: START,
        eventId: expect.stringMatching(/^\d{56}$/),
      },
      expect.objectContaining({ logStreamName: 'two', message: 'b' }),
      expect.objectContaining({ logStreamName: 'one', message: 'c' }),
    ]);
    expect(nextToken).toBeUndefined();
  });

  test('by time, stream and pattern', async () => {
    await using cloud = await logsCloud();
    cloud.logs.append(GROUP, 'one', lines('ERROR a', 'b', 'ERROR c'));
    cloud.logs.append(GROUP, 'other', lines('ERROR d'));
    expect(await filtered(cloud, { startTime: START + 1, endTime: START + 1 })).toEqual(['b']);
    expect(await filtered(cloud, { logStreamNames: ['other'] })).toEqual(['ERROR d']);
    expect(await filtered(cloud, { logStreamNamePrefix: 'on' })).toEqual(['ERROR a', 'b', 'ERROR c']);
    expect(await filtered(cloud, { filterPattern: 'ERROR', logStreamNames: ['one'] })).toEqual([
      'ERROR a',
      'ERROR c',
    ]);
  });

  test('in pages that neither repeat nor skip, also at equal times', async () => {
    await using cloud = await logsCloud();
    const events = ['a', 'b', 'c', 'd', 'e'].map((message) => ({ timestamp: START, message }));
    cloud.logs.append(GROUP, STREAM, events);
    const seen: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await cloud.client.send(new FilterLogEventsCommand({ logGroupName, limit: 2, nextToken }));
      seen.push(...(page.events ?? []).map(({ message }) => message));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('takes a group by its ARN', async () => {
    await using cloud = await logsCloud();
    cloud.logs.append(GROUP, STREAM, lines('a'));
    const logGroupIdentifier = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}`;
    const { events } = await cloud.client.send(new FilterLogEventsCommand({ logGroupIdentifier }));
    expect(events).toHaveLength(1);
  });
});

describe('GetLogEvents', () => {
  test('shows the newest page first, and goes both ways', async () => {
    await using cloud = await logsCloud();
    cloud.logs.append(GROUP, STREAM, lines('a', 'b', 'c', 'd', 'e'));
    const page = async (rest: object) => {
      const command = new GetLogEventsCommand({ logGroupName, logStreamName, limit: 2, ...rest });
      const { events, nextForwardToken, nextBackwardToken } = await cloud.client.send(command);
      return { text: events?.map(({ message }) => message).join(''), nextForwardToken, nextBackwardToken };
    };
    const newest = await page({});
    expect(newest.text).toBe('de');
    const before = await page({ nextToken: newest.nextBackwardToken });
    expect(before.text).toBe('bc');
    expect((await page({ nextToken: before.nextForwardToken })).text).toBe('de');
    const end = await page({ nextToken: newest.nextForwardToken });
    expect([end.text, end.nextForwardToken]).toEqual(['', newest.nextForwardToken]);
    expect((await page({ startFromHead: true })).text).toBe('ab');
  });

  test('a follower sees what comes later', async () => {
    await using cloud = await logsCloud();
    const [a, b] = lines('a', 'b');
    cloud.logs.append(GROUP, STREAM, [a!]);
    const read = (nextToken?: string) =>
      cloud.client.send(
        new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true, nextToken }),
      );
    const { nextForwardToken } = await read();
    cloud.logs.append(GROUP, STREAM, [b!]);
    expect((await read(nextForwardToken)).events?.map(({ message }) => message)).toEqual(['b']);
  });
});

describe('groups and streams', () => {
  test('are described', async () => {
    await using cloud = await logsCloud();
    const [group] = logsResources(cloud);
    const created = await group!.create(
      resource('AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/cost', RetentionInDays: 14 }),
    );
    const arn = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/cost:*';
    expect(created).toEqual({ ref: '/aws/lambda/cost', attributes: { Arn: arn } });
    const { logGroups } = await cloud.client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/c' }),
    );
    expect(logGroups).toEqual([
      expect.objectContaining({
        logGroupName: '/aws/lambda/cost',
        retentionInDays: 14,
        creationTime: START,
        arn,
      }),
    ]);
  });

  test('streams come by name or by their last event', async () => {
    await using cloud = await logsCloud();
    const [early, late] = lines('early', 'late');
    cloud.logs.append(GROUP, 'a', [late!]);
    cloud.logs.append(GROUP, 'b', [early!]);
    const names = async (rest: object) => {
      const { logStreams } = await cloud.client.send(
        new DescribeLogStreamsCommand({ logGroupName, ...rest }),
      );
      return logStreams?.map((stream) => stream.logStreamName).join('');
    };
    expect(await names({})).toBe('ab');
    expect(await names({ orderBy: 'LastEventTime', descending: true })).toBe('ab');
    expect(await names({ orderBy: 'LastEventTime' })).toBe('ba');
    expect(await names({ logStreamNamePrefix: 'b' })).toBe('b');
    expect(await names({ limit: 1 })).toBe('a');
    const { logStreams } = await cloud.client.send(new DescribeLogStreamsCommand({ logGroupName, limit: 1 }));
    expect(logStreams?.[0]).toMatchObject({ firstEventTimestamp: START + 1, lastEventTimestamp: START + 1 });
  });

  test.each([
    ['a group', { logGroupName: 'nope', logStreamName }, 'The specified log group does not exist.'],
    ['a stream', { logGroupName, logStreamName: 'nope' }, 'The specified log stream does not exist.'],
  ])('%s that does not exist', async (_what, names, message) => {
    await using cloud = await logsCloud();
    await expect(cloud.client.send(new GetLogEventsCommand(names))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message,
    });
  });
});

describe('writing', () => {
  test('through the API: a stream, then events', async () => {
    await using cloud = await logsCloud();
    await cloud.client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    const logEvents = lines('a', 'b');
    await cloud.client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
    expect(await filtered(cloud)).toEqual(['a', 'b']);
    const again = cloud.client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    await expect(again).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
    const backwards = cloud.client.send(
      new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: logEvents.toReversed() }),
    );
    await expect(backwards).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Log events in a single PutLogEvents request must be in chronological order.',
    });
  });

  test('needs the permission for that group', async () => {
    const role = (Resource: string): Principal => ({
      kind: 'role',
      accountId: '123456789012',
      arn: 'arn:aws:iam::123456789012:role/r',
      policies: () => [
        { Statement: { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource } },
      ],
    });
    const createAs = async (Resource: string) => {
      await using cloud = await logsCloud({ principalOf: () => role(Resource) });
      await cloud.client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    };
    await createAs(`arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}:*`);
    await expect(createAs('arn:aws:logs:us-east-1:123456789012:log-group:other:*')).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  test('what a function writes makes its group and stream', async () => {
    await using cloud = await logsCloud();
    cloud.logs.append('/aws/lambda/new', STREAM, lines('a'));
    expect(await filtered(cloud, { logGroupName: '/aws/lambda/new' })).toEqual(['a']);
  });

  test('a line with embedded metrics is counted', async () => {
    await using cloud = await logsCloud();
    const emf = {
      _aws: {
        Timestamp: START,
        CloudWatchMetrics: [
          { Namespace: 'N', Dimensions: [['Environment']], Metrics: [{ Name: 'EmailSent', Unit: 'Count' }] },
        ],
      },
      Environment: 'dev',
      EmailSent: 7,
    };
    cloud.logs.append(GROUP, STREAM, lines('before', JSON.stringify(emf)));
    const metric = { namespace: 'N', name: 'EmailSent', dimensions: { Environment: 'dev' } };
    expect(cloud.metrics.minutes(metric, { start: START, end: START + 60_000 })).toEqual([
      { timestamp: START, unit: 'Count', sum: 7, count: 1, min: 7, max: 7 },
    ]);
  });
});

describe('retention', () => {
  test('removes events once they are too old, and only of groups that say so', async () => {
    await using cloud = await logsCloud();
    cloud.logs.declareGroup('short', 1);
    cloud.logs.append('short', STREAM, lines('old'));
    cloud.logs.append(GROUP, STREAM, lines('old'));
    await cloud.world.timers.advance(1.5 * DAY);
    cloud.logs.append('short', STREAM, [{ timestamp: cloud.world.timers.now(), message: 'new' }]);
    expect(await filtered(cloud, { logGroupName: 'short' })).toEqual(['new']);
    expect(await filtered(cloud)).toEqual(['old']);
  });
});

test('a restart finds everything again', async () => {
  await using cloud = await logsCloud();
  cloud.logs.append(GROUP, STREAM, lines('a'));
  const logs = new Logs(cloud.world, cloud.metrics);
  logs.declareGroup(GROUP);
  expect([...logs.events({ group: GROUP })].map(({ message }) => message)).toEqual(['a']);
});

test('says what is not emulated', async () => {
  await using cloud = await logsCloud();
  const asking = cloud.client.send(
    new StartQueryCommand({ logGroupName, queryString: 'fields @message', startTime: 0, endTime: 1 }),
  );
  await expect(asking).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringMatching(
      /^logs:StartQuery is not emulated by the local cloud\. Emulated for logs: CreateLogStream,/,
    ),
  });
});
