import { ENVIRONMENT_SUFFIX } from '../../sim/cloud.ts';

/** What comes before the resource's own part in an ARN: `arn:aws:sqs:us-east-1:123456789012:`. */
const WHERE = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:/;

/** A resource as readers know it: without account and region, and in any environment. */
export function resourceIn(name: string): string {
  return name.replace(WHERE, '').replaceAll(`-${ENVIRONMENT_SUFFIX}`, '-{env}');
}
