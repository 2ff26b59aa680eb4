/**
 * Which messages of a batch failed, by what the function answered with `ReportBatchItemFailures`. The rules are those of
 * the Lambda guide "Handling errors for an SQS event source": an answer without failures, or without any content, is a
 * success of the whole batch; one that does not say exactly which failed is a failure of the whole batch.
 *
 * @param payload the function's answer as JSON
 */
export function failedMessages(payload: string, messageIds: readonly string[]): ReadonlySet<string> {
  const answer: unknown = JSON.parse(payload);
  if (answer === null) return new Set();
  if (typeof answer !== 'object' || Array.isArray(answer)) return new Set(messageIds);
  const { batchItemFailures = null } = answer as { batchItemFailures?: unknown };
  if (batchItemFailures === null) return new Set();
  if (!Array.isArray(batchItemFailures)) return new Set(messageIds);
  const failed = batchItemFailures.map((failure) => failure?.itemIdentifier);
  const all = new Set(messageIds);
  return failed.every((id) => all.has(id)) ? new Set(failed) : all;
}
