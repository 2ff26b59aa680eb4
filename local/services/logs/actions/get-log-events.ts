import { AwsError } from '../../../gateway/aws-error.ts';
import type { Action } from '../../../gateway/service.ts';
import type { World } from '../../../world.ts';
import { groupNameOf, requireGroup, requireStream, streamArn } from '../groups.ts';
import { type EventPosition, eventIdOf, type LogEvent, positionOf } from '../log-records.ts';
import type { EventQuery, Logs } from '../logs.ts';

const MAX_EVENTS = 10_000;

/**
 * A stream's events, oldest first. `nextForwardToken` and `nextBackwardToken` go on from this page in either direction;
 * at the end the same token comes back.
 */
export function getLogEvents(logs: Logs, world: World): Action {
  return (input: Input, context) => {
    const { logStreamName = '' } = input;
    const resource = streamArn(world, groupNameOf(input), logStreamName);
    context.authorize({ action: 'logs:GetLogEvents', resource });
    const group = requireGroup(logs, input);
    requireStream(logs, group, logStreamName);
    const token = readToken(input.nextToken);
    const forward = token ? token.direction === 'f' : input.startFromHead === true;
    const query: EventQuery = {
      group,
      streams: [logStreamName],
      start: input.startTime,
      end: input.endTime,
      newestFirst: !forward,
      after: forward ? token?.position : undefined,
      before: forward ? undefined : token?.position,
    };
    const page = take(logs.events(query), Math.min(input.limit ?? MAX_EVENTS, MAX_EVENTS));
    const events = forward ? page : page.reverse();
    const [first, last] = [events[0], events.at(-1)];
    const here = token?.position ?? { timestamp: 0, id: 0 };
    return {
      events: events.map(({ timestamp, message, ingestedAt }) => ({
        timestamp,
        message,
        ingestionTime: ingestedAt,
      })),
      nextForwardToken: `f/${eventIdOf(last ?? here)}/s`,
      nextBackwardToken: `b/${eventIdOf(first ?? here)}/s`,
    };
  };
}

interface Input {
  readonly logGroupName?: string;
  readonly logGroupIdentifier?: string;
  readonly logStreamName?: string;
  readonly startTime?: number;
  readonly endTime?: number;
  readonly nextToken?: string;
  readonly limit?: number;
  readonly startFromHead?: boolean;
}

function readToken(token: string | undefined): { direction: string; position: EventPosition } | undefined {
  if (token === undefined) return undefined;
  const [, direction = '', eventId = ''] = /^([fb])\/(\d+)\/s$/.exec(token) ?? [];
  const position = positionOf(eventId);
  if (position) return { direction, position };
  throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
}

function take(events: Iterable<LogEvent>, limit: number): LogEvent[] {
  const taken: LogEvent[] = [];
  for (const event of events) {
    if (taken.length >= limit) break;
    taken.push(event);
  }
  return taken;
}
