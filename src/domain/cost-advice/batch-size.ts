import { BATCH_SIZE } from '#contract/timing.ts';
import { usdOf } from '../bill.ts';
import type { AdviceRule } from './facts.ts';

/** Each run of the sender takes its batch with one request, deletes it with another, and writes one line of metrics. */
export const batchSize: AdviceRule = ({ senderRuns, orderMessages }) => {
  if (!senderRuns || !orderMessages) return undefined;
  const achieved = orderMessages / senderRuns;
  const spared = senderRuns - orderMessages / BATCH_SIZE;
  return {
    rule: 'batch-size',
    text:
      `The sender gets ${achieved.toFixed(1)} orders at a time, of ${BATCH_SIZE} possible. Shops that publish several orders at once ` +
      '(PublishBatch), or a batching window of a few seconds on the sender, fill its batches.',
    savingUsd: spared * (INVOCATION_USD + 2 * QUEUE_REQUEST_USD),
  };
};

const INVOCATION_USD = usdOf({ service: 'AWS Lambda', usageType: 'Request-ARM', quantity: 1 });
const QUEUE_REQUEST_USD = usdOf({
  service: 'Amazon Simple Queue Service',
  usageType: 'Requests-Tier1',
  quantity: 1,
});
