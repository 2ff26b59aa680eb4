import type { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import { describe, expect, it } from 'vitest';
import { costExplorerBills } from '#adapters/aws/cost-explorer-bills.ts';

const SPAN = { start: '2026-10-01', end: '2026-11-25' };

interface Asked {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the command's.
  readonly input: any;
}

/** Answers each request with the next of these, and fails with those that are errors; more requests than answers are an error. */
function answering(...answers: readonly object[]) {
  const asked: Asked[] = [];
  const client = {
    async send(command: { constructor: { name: string }; input: unknown }) {
      asked.push({ name: command.constructor.name, input: command.input });
      const answer = answers[asked.length - 1];
      if (!answer) throw new Error('one request too many');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  } as unknown as CostExplorerClient;
  return { bills: costExplorerBills(client, 'prod'), asked };
}

const group = (service: string, Amount: string, { environment = 'prod', Unit = 'USD' } = {}) => ({
  Keys: [service, `Environment$${environment}`],
  Metrics: { UnblendedCost: { Amount, Unit } },
});

const day = (Start: string, Groups: readonly object[], Estimated = false) => ({
  TimePeriod: { Start, End: 'next' },
  Estimated,
  Groups,
});

function awsError(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('not for the log'), { name, $metadata: { httpStatusCode } });
}

const billed = (dayOf: string, service: string, usd: number) => ({
  day: dayOf,
  service,
  usd,
  origin: 'billed',
});

describe('one request', () => {
  it('asks for all days, by service and environment, under our tag', async () => {
    const { bills, asked } = answering({ ResultsByTime: [] });
    await bills.costs(SPAN);
    expect(asked).toEqual([
      {
        name: 'GetCostAndUsageCommand',
        input: {
          TimePeriod: { Start: '2026-10-01', End: '2026-11-25' },
          Granularity: 'DAILY',
          Metrics: ['UnblendedCost'],
          Filter: { Tags: { Key: 'iac-rlhf-amazon', Values: ['true'], MatchOptions: ['EQUALS'] } },
          GroupBy: [
            { Type: 'DIMENSION', Key: 'SERVICE' },
            { Type: 'TAG', Key: 'Environment' },
          ],
        },
      },
    ]);
  });

  it('gives the days, with credits and refunds below zero, and what AWS still estimates', async () => {
    const { bills } = answering({
      ResultsByTime: [
        day('2026-10-31', [group('Amazon SQS', '1.25')]),
        day('2026-11-01', [group('Amazon SQS', '0.0000014'), group('Amazon DynamoDB', '-3.5')], true),
      ],
    });
    expect(await bills.costs(SPAN)).toEqual({
      kind: 'costs',
      days: [
        billed('2026-10-31', 'Amazon SQS', 1.25),
        billed('2026-11-01', 'Amazon SQS', 0.0000014),
        billed('2026-11-01', 'Amazon DynamoDB', -3.5),
      ],
      estimated: true,
      ownEnvironment: true,
    });
  });

  it('leaves other environments out, and keeps the days before the environment’s tag was activated', async () => {
    const { bills } = answering({
      ResultsByTime: [
        day('2026-11-01', [group('Amazon SQS', '1', { environment: '' })]),
        day('2026-11-02', [group('Amazon SQS', '2'), group('Amazon SQS', '9', { environment: 'dev' })]),
      ],
    });
    expect(await bills.costs(SPAN)).toMatchObject({
      days: [billed('2026-11-01', 'Amazon SQS', 1), billed('2026-11-02', 'Amazon SQS', 2)],
      ownEnvironment: true,
    });
  });

  it('says so when the environments cannot be told apart', async () => {
    const { bills } = answering({
      ResultsByTime: [day('2026-11-01', [group('Amazon SQS', '1', { environment: '' })])],
    });
    expect(await bills.costs(SPAN)).toMatchObject({ ownEnvironment: false });
  });

  it('finds no data as no days, not as a cost of nothing', async () => {
    const { bills } = answering({ ResultsByTime: [day('2026-11-01', [])] });
    expect(await bills.costs(SPAN)).toMatchObject({ kind: 'costs', days: [] });
  });
});

describe('several pages', () => {
  it('are read to the end, each as the first was asked for', async () => {
    const { bills, asked } = answering(
      { ResultsByTime: [day('2026-11-01', [group('Amazon SQS', '1')])], NextPageToken: 'two' },
      { ResultsByTime: [day('2026-11-01', [group('AWS Lambda', '2')])] },
    );
    expect(await bills.costs(SPAN)).toMatchObject({
      days: [billed('2026-11-01', 'Amazon SQS', 1), billed('2026-11-01', 'AWS Lambda', 2)],
    });
    expect(asked[1]?.input).toEqual({ ...asked[0]?.input, NextPageToken: 'two' });
  });

  it('are not followed for ever, as each costs a cent', async () => {
    const endless = Array.from({ length: 11 }, () => ({ ResultsByTime: [], NextPageToken: 'more' }));
    const { bills, asked } = answering(...endless);
    expect(await bills.costs(SPAN)).toEqual({ kind: 'unavailable', code: 'TooManyPages' });
    expect(asked).toHaveLength(10);
  });
});

describe('what is no answer', () => {
  it.each([
    ['ThrottlingException', 400, 'throttled'],
    ['LimitExceededException', 400, 'throttled'],
    ['AccessDeniedException', 400, 'refused'],
    ['ValidationException', 400, 'refused'],
    ['DataUnavailableException', 400, 'unavailable'],
    ['InternalServerException', 500, 'unavailable'],
  ])('%s (%d) is %s', async (name, status, kind) => {
    const { bills } = answering(awsError(name, status));
    expect(await bills.costs(SPAN)).toEqual({ kind, code: name });
  });

  it('is a connection that fails', async () => {
    const { bills } = answering(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));
    expect(await bills.costs(SPAN)).toEqual({ kind: 'unavailable', code: 'ECONNREFUSED' });
  });

  it('is another currency, and an amount that is none', async () => {
    const inEuro = answering({ ResultsByTime: [day('2026-11-01', [group('SQS', '1', { Unit: 'EUR' })])] });
    expect(await inEuro.bills.costs(SPAN)).toEqual({ kind: 'other-currency', currency: 'EUR' });
    const broken = answering({ ResultsByTime: [day('2026-11-01', [group('SQS', 'much')])] });
    expect(await broken.bills.costs(SPAN)).toEqual({ kind: 'unavailable', code: 'AmountIsNoNumber' });
  });
});

describe('the tag', () => {
  it.each([
    ['active', [{ TagKey: 'iac-rlhf-amazon', Status: 'Active' }]],
    ['inactive', [{ TagKey: 'iac-rlhf-amazon', Status: 'Inactive' }]],
    ['never-seen', []],
  ])('is %s', async (expected, CostAllocationTags) => {
    const { bills, asked } = answering({ CostAllocationTags });
    expect(await bills.tagStatus()).toBe(expected);
    expect(asked[0]).toEqual({
      name: 'ListCostAllocationTagsCommand',
      input: { TagKeys: ['iac-rlhf-amazon'] },
    });
  });

  it('is not told to a member of an organization', async () => {
    const { bills } = answering(awsError('AccessDeniedException', 400));
    expect(await bills.tagStatus()).toBe('not-told');
  });
});
