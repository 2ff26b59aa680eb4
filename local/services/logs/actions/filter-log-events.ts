import { AwsError } from '../../../gateway/aws-error.ts';
import type { Action } from '../../../gateway/service.ts';
import type { World } from '../../../world.ts';
import { compileFilterPattern } from '../filter-pattern.ts';
import { groupNameOf, requireGroup, streamArn } from '../groups.ts';
import { eventIdOf, type LogEvent, positionOf } from '../log-records.ts';
import type { Logs } from '../logs.ts';

const MAX_EVENTS = 10_000;

export function filterLogEvents(logs: Logs, world: World): Action {
  return (input: Input, context) => {
    const resource = streamArn(world, groupNameOf(input));
    context.authorize({ action: 'logs:FilterLogEvents', resource });
    const group = requireGroup(logs, input);
    const matches = compileFilterPattern(input.filterPattern ?? '');
    const limit = Math.min(input.limit ?? MAX_EVENTS, MAX_EVENTS);
    const found: LogEvent[] = [];
    for (const event of logs.events({
      group,
      streams: streamsOf(logs, group, input),
      start: input.startTime,
      // The API includes the end.
      end: input.endTime === undefined ? undefined : input.endTime + 1,
      after: afterOf(input.nextToken),
    })) {
      if (matches(event.message)) found.push(event);
      if (found.length > limit) break;
    }
    const events = found.slice(0, limit);
    return {
      events: events.map(shown),
      searchedLogStreams: [],
      nextToken: found.length > limit ? eventIdOf(events.at(-1)!) : undefined,
    };
  };
}

interface Input {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly filterPattern?: string;
  readonly nextToken?: string;
  readonly limit?: number;
}

function streamsOf(logs: Logs, group: string, input: Input): readonly string[] | undefined {
  const { logStreamNames, logStreamNamePrefix } = input;
  if (logStreamNames) return logStreamNames;
  if (logStreamNamePrefix === undefined) return undefined;
  const names = logs.streams(group).map(({ name }) => name);
  return names.filter((name) => name.startsWith(logStreamNamePrefix));
}

function afterOf(token: string | undefined) {
  if (token === undefined) return undefined;
  const position = positionOf(token);
  if (position) return position;
  throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
}

function shown(event: LogEvent): object {
  return {
    logStreamName: event.stream,
    timestamp: event.timestamp,
    message: event.message,
    ingestionTime: event.ingestedAt,
    eventId: eventIdOf(event),
  };
}
