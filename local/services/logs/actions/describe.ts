import type { Action } from '../../../gateway/service.ts';
import type { World } from '../../../world.ts';
import { groupNameOf, pageOf, requireGroup, streamArn } from '../groups.ts';
import type { Logs } from '../logs.ts';

export function describeLogGroups(logs: Logs, world: World): Action {
  return (input: GroupsInput, context) => {
    context.authorize({ action: 'logs:DescribeLogGroups', resource: streamArn(world, '') });
    const { logGroupNamePrefix = '', logGroupNamePattern = '' } = input;
    const pattern = logGroupNamePattern.toLowerCase();
    const found = logs
      .groups()
      .filter(({ name }) => name.startsWith(logGroupNamePrefix) && name.toLowerCase().includes(pattern));
    const { items, nextToken } = pageOf(found, input);
    const logGroups = items.map(({ name, createdAt, retentionDays }) => {
      const logGroupArn = `arn:aws:logs:${world.region}:${world.accountId}:log-group:${name}`;
      return {
        logGroupName: name,
        creationTime: createdAt,
        retentionInDays: retentionDays,
        metricFilterCount: 0,
        arn: `${logGroupArn}:*`,
        logGroupArn,
        logGroupClass: 'STANDARD',
      };
    });
    return { logGroups, nextToken };
  };
}

interface GroupsInput {
  readonly logGroupNamePrefix?: string;
  /** A part of the name, in any case. */
  readonly logGroupNamePattern?: string;
  readonly nextToken?: string;
  readonly limit?: number;
}

export function describeLogStreams(logs: Logs, world: World): Action {
  return (input: StreamsInput, context) => {
    const resource = streamArn(world, groupNameOf(input));
    context.authorize({ action: 'logs:DescribeLogStreams', resource });
    const group = requireGroup(logs, input);
    const found = logs.streams(group).filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''));
    if (input.orderBy === 'LastEventTime')
      found.sort((a, b) => (a.lastEventAt ?? a.createdAt) - (b.lastEventAt ?? b.createdAt));
    if (input.descending) found.reverse();
    const { items, nextToken } = pageOf(found, input);
    const logStreams = items.map((stream) => ({
      logStreamName: stream.name,
      creationTime: stream.createdAt,
      firstEventTimestamp: stream.firstEventAt,
      lastEventTimestamp: stream.lastEventAt,
      lastIngestionTime: stream.lastIngestedAt,
      arn: streamArn(world, group, stream.name),
      // AWS does not count it any more either.
      storedBytes: 0,
    }));
    return { logStreams, nextToken };
  };
}

interface StreamsInput {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamNamePrefix?: string;
  readonly orderBy?: 'LogStreamName' | 'LastEventTime';
  readonly descending?: boolean;
  readonly nextToken?: string;
  readonly limit?: number;
}
