import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CostReport } from '#contract/cost-report.ts';
import { COST_TAG } from '#contract/names.ts';
import { usdOf } from '#domain/bill.ts';
import { billingDays } from '#domain/billing-days.ts';
import { clientConfig } from '#test/local/support/serve.ts';
import { orderEvent } from '#test/support/builders.ts';
import { startSystem } from './system.ts';

describe('the cost function, as it is deployed', () => {
  let system: Awaited<ReturnType<typeof startSystem>>;
  let lambda: LambdaClient;
  beforeAll(async () => {
    system = await startSystem({ pricing: usdOf });
    lambda = new LambdaClient(clientConfig({ endpoint: system.cloud.endpointUrl }));
  });
  afterAll(() => system.cloud.close());

  async function check() {
    const { Payload, FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: 'email-cost-e2e' }),
    );
    return { answer: JSON.parse(Buffer.from(Payload!).toString()), failed: FunctionError !== undefined };
  }

  /** What the meter has of the month, in USD. */
  function metered(): number {
    const { monthStart, end } = billingDays(system.cloud.world.timers.now());
    const lines = system.cloud.meter.usage({ start: monthStart, end });
    return lines.reduce((sum, line) => sum + usdOf(line), 0);
  }

  test('finds what an order cost, to the meter’s cent, with its own permissions alone', async () => {
    await system.publish(orderEvent({ orderId: 'ORDER-COST-1' }));
    const isDelivered = async () =>
      expect((await system.emailsOf('ORDER-COST-1'))[0]?.status).toBe('DELIVERED');
    await vi.waitFor(isDelivered, { timeout: 30_000, interval: 50 });
    const { answer, failed } = await check();
    expect(failed, JSON.stringify(answer)).toBe(false);
    const report: CostReport = answer;
    expect(report.unknown).toEqual([]);
    // Within half a cent: the check itself goes on to use something after it has asked.
    expect(report.totalUsd).toBeCloseTo(metered(), 2);
    expect(report.byService).toContainEqual({
      service: 'Amazon Simple Email Service',
      usd: 0.0001,
      origin: 'billed',
    });
    expect(report.advice).toEqual([]);
  });

  test('fails and says what to do while the tag is not activated', async () => {
    system.cloud.costExplorer.inactiveTags.add(COST_TAG.key);
    const { answer, failed } = await check();
    expect(failed).toBe(true);
    expect(answer).toMatchObject({
      errorType: 'CostCheckFailed',
      errorMessage: expect.stringContaining('Activate it in the AWS console'),
    });
  });
});
