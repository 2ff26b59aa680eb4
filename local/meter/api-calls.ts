import type { HttpResponse } from '../gateway/http.ts';
import type { Call } from '../gateway/interceptor.ts';
import { parseJsonBody } from '../gateway/protocols/json.ts';
import type { UsageSink } from './usage.ts';
import { USAGE } from './usage-kinds.ts';

/** Told of every call that a service has executed. */
export type CallObserver = (call: Call, response: HttpResponse) => void;

/** SNS and SQS bill each 64 KB of a request as one. */
const CHUNK_BYTES = 64 * 1024;

/** So many requests are billed for a payload. */
export const chunksOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));

/**
 * Counts the calls that AWS bills by the request. The other services bill what a call causes, and say so themselves: DynamoDB
 * its units, SES its mails, Lambda its time. Also a refused call is a request; one that failed on AWS's side is not.
 */
export function meteredCalls(meter: UsageSink): CallObserver {
  return (call, response) => {
    if (response.status < 500) REQUESTS[call.service]?.(call, response, meter);
  };
}

type Count = (call: Call, response: HttpResponse, meter: UsageSink) => void;

const REQUESTS: Readonly<Record<string, Count>> = {
  sns({ request }, _, meter) {
    const body = request.body.toString('latin1');
    const operation = /(?:^|&)Action=(\w+)/.exec(body)?.[1] ?? 'Unknown';
    const topic = /(?:^|&)T(?:opic|arget)Arn=([^&]*)/.exec(body)?.[1] ?? '';
    // Unlike `decodeURIComponent`, this never throws on what is not percent-encoded.
    const resource = new URLSearchParams(`arn=${topic}`).get('arn')!.split(':').at(-1)!;
    meter.count({ kind: USAGE.snsRequest, operation, resource, quantity: chunksOf(formBytes(body)) });
  },

  sqs({ request }, { body }, meter) {
    const operation = operationOf(request.headers);
    const resource = /"QueueUrl"\s*:\s*"[^"]*\/([^"/]*)"/.exec(request.body.toString('latin1'))?.[1] ?? '';
    const bytes = operation === 'ReceiveMessage' ? Buffer.byteLength(body) : request.body.length;
    meter.count({ kind: USAGE.sqsRequest, operation, resource, quantity: chunksOf(bytes) });
  },

  monitoring({ request }, response, meter) {
    const operation = operationOf(request.headers);
    if (operation !== 'GetMetricData')
      return meter.count({ kind: USAGE.cloudWatchRequest, operation, resource: '' });
    // What CloudWatch refused may be anything.
    if (response.status !== 200) return;
    const { MetricDataQueries: queries } = parseJsonBody(request) as {
      MetricDataQueries: readonly { readonly MetricStat?: unknown }[];
    };
    const quantity = queries.filter(({ MetricStat = null }) => MetricStat !== null).length;
    meter.count({ kind: USAGE.metricData, operation, resource: '', quantity });
  },

  ce({ request }, _, meter) {
    meter.count({
      kind: USAGE.costExplorerRequest,
      operation: operationOf(request.headers),
      resource: '',
    });
  },
};

/** The text in a form's values, without the escapes that it travels with. */
function formBytes(body: string): number {
  if (body.length <= CHUNK_BYTES) return body.length;
  return [...new URLSearchParams(body).values()].reduce((sum, value) => sum + Buffer.byteLength(value), 0);
}

function operationOf(headers: Call['request']['headers']): string {
  return headers['x-amz-target']?.split('.').at(-1) ?? 'Unknown';
}
