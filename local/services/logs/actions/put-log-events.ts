import { AwsError } from '../../../gateway/aws-error.ts';
import type { Action } from '../../../gateway/service.ts';
import type { World } from '../../../world.ts';
import { groupNameOf, requireGroup, requireStream, streamArn } from '../groups.ts';
import type { NewLogEvent } from '../log-records.ts';
import type { Logs } from '../logs.ts';

const MAX_EVENTS = 10_000;

export function createLogStream(logs: Logs, world: World): Action {
  return (input: { logGroupName?: string; logStreamName?: string }, context) => {
    const { logStreamName = '' } = input;
    const resource = streamArn(world, groupNameOf(input), logStreamName);
    context.authorize({ action: 'logs:CreateLogStream', resource });
    const group = requireGroup(logs, input);
    if (!/^[^:*]{1,512}$/.test(logStreamName))
      throw new AwsError(
        'InvalidParameterException',
        "logStreamName must have 1 to 512 characters without ':' and '*'.",
      );
    if (logs.createStream(group, logStreamName)) return {};
    throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
  };
}

export function putLogEvents(logs: Logs, world: World): Action {
  return (input: Input, context) => {
    const { logStreamName = '', logEvents } = input;
    const resource = streamArn(world, groupNameOf(input), logStreamName);
    context.authorize({ action: 'logs:PutLogEvents', resource });
    const group = requireGroup(logs, input);
    requireStream(logs, group, logStreamName);
    logs.append(group, logStreamName, requireEvents(logEvents));
    // Clients need no sequence token since 2023, but some still ask for it.
    return { nextSequenceToken: '49000000000000000000000000000000000000000000000000000000' };
  };
}

interface Input {
  readonly logGroupName?: string;
  readonly logStreamName?: string;
  readonly logEvents?: readonly NewLogEvent[];
}

function requireEvents(events: readonly NewLogEvent[] | undefined): readonly NewLogEvent[] {
  const wrong = (message: string) => new AwsError('InvalidParameterException', message);
  if (!Array.isArray(events) || events.length === 0 || events.length > MAX_EVENTS)
    throw wrong(`logEvents must have 1 to ${MAX_EVENTS} events.`);
  for (const [index, { timestamp, message }] of events.entries()) {
    if (typeof message !== 'string' || message === '' || !Number.isInteger(timestamp))
      throw wrong(`Log event ${index} must have a timestamp in milliseconds and a message.`);
    if (index > 0 && timestamp < events[index - 1]!.timestamp)
      throw wrong('Log events in a single PutLogEvents request must be in chronological order.');
  }
  return events;
}
