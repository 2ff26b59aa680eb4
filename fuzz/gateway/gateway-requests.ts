import fc from 'fast-check';
import { hostileKey, hostileText } from '../hostile-text.ts';
import { type Edit, editedJson, edits } from '../json-edits.ts';
import type { RawRequest } from '../raw-http.ts';
import type { ApiCall } from './api-call.ts';
import { API_CALLS } from './gateway-calls.ts';

/** A request to the local cloud, and what it is told by. */
export interface GatewayRequest extends RawRequest {
  readonly via: 'socket' | 'gateway';
  /** A page in a browser that is not the local cloud's, or a name that is not the machine's. */
  readonly foreign: boolean;
}

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

const signature = (scope: string) =>
  `AWS4-HMAC-SHA256 Credential=anybody/20261124/us-east-1/${scope}/aws4_request, SignedHeaders=host, Signature=x`;

/** A parameter's value, or its name, is changed; or one is left out or doubled. */
interface FormEdit {
  readonly at: number;
  readonly kind: 'value' | 'name' | 'remove' | 'add' | 'twice';
  readonly name: string;
  readonly value: string;
}

const formName = fc.oneof(
  hostileKey,
  fc.constantFrom(
    ...[
      'Message',
      'TopicArn.x',
      'A.member.1',
      'A.member',
      'A.entry.1.key',
      'A.entry',
      'MessageAttributes',
      'Action',
    ],
    ...[
      'MessageAttributes.entry.1',
      'MessageAttributes.entry.1.Value',
      'a.'.repeat(40),
      '.',
      '..',
      'member.1',
      'Version',
    ],
    ...[
      'PublishBatchRequestEntries',
      'PublishBatchRequestEntries.member.1',
      'Statistics',
      'Dimensions.member.1',
    ],
  ),
);

const formEdits = fc.array(
  fc.record({
    at: fc.nat({ max: 99 }),
    kind: fc.constantFrom<FormEdit['kind']>('value', 'value', 'value', 'name', 'remove', 'add', 'twice'),
    name: formName,
    value: hostileText,
  }),
  { minLength: 1, maxLength: 3 },
);

function editedForm(fields: readonly (readonly [string, string])[], changes: readonly FormEdit[]): string {
  const list = fields.map(([name, value]): [string, string] => [name, value]);
  for (const { at, kind, name, value } of changes) {
    const index = at % Math.max(1, list.length);
    const [ownName = 'Action', ownValue = 'Publish'] = list[index] ?? [];
    if (kind === 'value') list[index] = [ownName, value];
    else if (kind === 'name') list[index] = [name, ownValue];
    else if (kind === 'remove') list.splice(index, 1);
    else if (kind === 'add') list.push([name, value]);
    else list.push([ownName, value]);
  }
  return new URLSearchParams(list).toString();
}

interface Drawn {
  readonly call: ApiCall;
  readonly changes: readonly Edit[];
  readonly formChanges: readonly FormEdit[];
  readonly segment: string | undefined;
}

/** The call with its input changed. */
function requestOf({ call, changes, formChanges, segment }: Drawn): RawRequest {
  const headers = [['Authorization', signature(call.scope)] as const];
  switch (call.protocol) {
    case 'json': {
      const types = [
        ['Content-Type', 'application/x-amz-json-1.0'],
        ['X-Amz-Target', call.target],
      ] as const;
      const body = Buffer.from(editedJson(call.input, changes));
      return { method: 'POST', target: '/', headers: [...headers, ...types], body };
    }
    case 'query': {
      const form = editedForm([['Action', call.action], ...Object.entries(call.input)], formChanges);
      return {
        method: 'POST',
        target: '/',
        headers: [...headers, ['Content-Type', FORM]],
        body: Buffer.from(form),
      };
    }
    case 'rest': {
      const target = segment === undefined ? call.path : call.path.replace(/[^/=&]*$/, () => segment);
      const body = call.input === undefined ? '' : editedJson(call.input, changes);
      return {
        method: call.method,
        target,
        headers: [...headers, ['Content-Type', 'application/json']],
        body: Buffer.from(body),
      };
    }
  }
}

const segment = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  {
    weight: 2,
    arbitrary: hostileText.map((text) => encodeURIComponent(text.slice(0, 3_000).toWellFormed())),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '%',
      '%zz',
      '%ff',
      '%00',
      '..%2f',
      'a/b',
      '?a=%',
      '..',
      '',
      'count',
      '%E0%A4%A',
    ),
  },
);

/** What may be wrong around the input: who signs, what it claims to be, where it comes from. */
const oddHeader = fc.oneof(
  fc.tuple(
    fc.constant('Content-Type'),
    fc.constantFrom('', 'text/plain', FORM, 'multipart/form-data', 'application/cbor', 'x'),
  ),
  fc.tuple(fc.constant('Content-Encoding'), fc.constantFrom('gzip', 'br', 'aws-chunked', 'x')),
  fc.tuple(
    fc.constant('X-Amz-Target'),
    fc.constantFrom(
      '',
      '.',
      'AmazonSQS',
      'AmazonSQS.',
      'AmazonSQS.constructor',
      'AmazonSQS.__proto__',
      'DynamoDB_20120810.toString',
      'AmazonSQS.CreateQueue',
      'x'.repeat(5_000),
    ),
  ),
  fc.tuple(
    fc.constant('Authorization'),
    fc.constantFrom(
      ...[
        '',
        'Basic YTpi',
        'AWS4-HMAC-SHA256',
        'AWS4-HMAC-SHA256 Credential=///',
        signature('s3'),
        signature('__proto__'),
      ],
      ...[
        signature('constructor'),
        signature('sqs').slice(0, 50),
        `AWS4-HMAC-SHA256 ${'Credential=a/'.repeat(2_000)}`,
      ],
    ),
  ),
);

const FOREIGN = [
  ['Host', 'evil.example.com'],
  ['Host', '127.0.0.1.evil.example.com:4566'],
  ['Host', '169.254.169.254'],
  ['Host', 'localhost@evil.example.com'],
  ['Origin', 'http://evil.example.com'],
  ['Origin', 'null'],
  ['Origin', 'https://localhost.evil.example.com'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Site', 'same-site'],
] as const;

const around = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: oddHeader.map((header) => ({ header, foreign: false })) },
  { weight: 1, arbitrary: fc.constantFrom(...FOREIGN).map((header) => ({ header, foreign: true })) },
);

/** Mutated calls of AWS's SDKs, by whoever can reach the port. */
export const gatewayRequest: fc.Arbitrary<GatewayRequest> = fc
  .record({
    via: fc.constantFrom('gateway' as const, 'gateway' as const, 'gateway' as const, 'socket' as const),
    drawn: fc.record({
      call: fc.constantFrom(...API_CALLS),
      changes: edits,
      formChanges: formEdits,
      segment,
    }),
    method: fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH') },
    ),
    around,
  })
  .map(({ via, drawn, method, around: odd }) => {
    const request = requestOf(drawn);
    const own = [['Host', '127.0.0.1:4566'], ...request.headers] as const;
    const headers = odd ? [...own.filter(([name]) => name !== odd.header[0]), odd.header] : own;
    return { ...request, via, method: method ?? request.method, headers, foreign: odd?.foreign ?? false };
  });
