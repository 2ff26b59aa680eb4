import type { ResourceProvider } from '../../assembly/provider.ts';
import type { Members } from '../../gateway/members.ts';
import { jsonService } from '../../gateway/protocols/json.ts';
import type { Service } from '../../gateway/service.ts';
import type { World } from '../../world.ts';
import { knownProperties } from '../known-properties.ts';
import { physicalName } from '../physical-name.ts';
import { describeLogGroups, describeLogStreams } from './actions/describe.ts';
import { filterLogEvents } from './actions/filter-log-events.ts';
import { getLogEvents } from './actions/get-log-events.ts';
import { createLogStream, putLogEvents } from './actions/put-log-events.ts';
import type { Logs } from './logs.ts';

export interface LogsDeps {
  readonly world: World;
  readonly logs: Logs;
}

/** CloudWatch Logs in AWS JSON 1.1. */
export function logsService({ world, logs }: LogsDeps): Service {
  return jsonService({
    scope: 'logs',
    targetPrefix: 'Logs_20140328',
    version: '1.1',
    members: MEMBERS,
    actions: {
      DescribeLogGroups: describeLogGroups(logs, world),
      DescribeLogStreams: describeLogStreams(logs, world),
      GetLogEvents: getLogEvents(logs, world),
      FilterLogEvents: filterLogEvents(logs, world),
      CreateLogStream: createLogStream(logs, world),
      PutLogEvents: putLogEvents(logs, world),
    },
  });
}

const MAX_NAME = 512;

/** The resources of CloudWatch Logs in a template. */
export function logsResources({ world, logs }: LogsDeps): ResourceProvider[] {
  return [
    {
      type: 'AWS::Logs::LogGroup',
      create(resource) {
        knownProperties(resource, ['LogGroupName', 'RetentionInDays'], {
          KmsKeyId: 'encryption at rest is not seen through the API',
          LogGroupClass: 'both classes keep and find events alike',
          Tags: 'log groups are not found by tag here',
        });
        const { LogGroupName, RetentionInDays } = resource.properties;
        const name = LogGroupName ?? physicalName(resource, MAX_NAME);
        logs.declareGroup(name, RetentionInDays === undefined ? undefined : Number(RetentionInDays));
        const Arn = `arn:aws:logs:${world.region}:${world.accountId}:log-group:${name}:*`;
        return { ref: name, attributes: { Arn } };
      },
    },
  ];
}

const MEMBERS: Members = {
  logGroupNamePrefix: 'string',
  logGroupNamePattern: 'string',
  logGroupName: 'string',
  logGroupIdentifier: 'string',
  logStreamName: 'string',
  logStreamNamePrefix: 'string',
  orderBy: 'string',
  nextToken: 'string',
  filterPattern: 'string',
  message: 'string',
  limit: 'number',
  startTime: 'number',
  endTime: 'number',
  timestamp: 'number',
  descending: 'boolean',
  startFromHead: 'boolean',
  logStreamNames: 'string[]',
  logEvents: 'structure[]',
};
