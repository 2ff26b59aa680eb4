import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { FunctionLogs, LogLine } from '#app/operator-ports.ts';

/** A burst of more pages than this is cut, and goes on with the next look. */
const MAX_PAGES = 20;

/** @param functions names of functions, by what people call them */
export function cloudwatchFunctionLogs(
  client: CloudWatchLogsClient,
  functions: Readonly<Record<string, string>>,
): FunctionLogs {
  const linesOf = async (source: string, functionName: string, startTime: number): Promise<LogLine[]> => {
    const lines: LogLine[] = [];
    let nextToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: `/aws/lambda/${functionName}`,
          startTime,
          ...(nextToken && { nextToken }),
        }),
      );
      lines.push(...(answer.events ?? []).map((event) => lineOf(source, event)));
      nextToken = answer.nextToken;
      if (!nextToken) break;
    }
    return lines;
  };
  return {
    async since(atMs) {
      const all = await Promise.all(
        Object.entries(functions).map(([source, name]) => linesOf(source, name, atMs)),
      );
      return all.flat().sort((a, b) => a.atMs - b.atMs);
    },
  };
}

function lineOf(source: string, { eventId, timestamp = 0, message = '' }: FilteredLogEvent): LogLine {
  return {
    id: eventId ?? `${source} ${timestamp} ${message}`,
    atMs: timestamp,
    source,
    text: message.trimEnd(),
  };
}
