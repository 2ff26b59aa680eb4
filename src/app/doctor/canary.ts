import { type SendTestDependencies, sendTestMails } from '../send-test-mails.ts';
import { type Check, failure, ok } from './finding.ts';

export interface CanaryDependencies {
  readonly canary: SendTestDependencies;
}

const PATIENCE_MS = 60_000;

/** One mail to SES's simulator, through everything. */
export const CANARY_CHECK: Check<CanaryDependencies> = {
  id: 'canary',
  title: 'A mail goes through, and its event comes back',
  async look({ canary }) {
    const [mail] = await sendTestMails(['success'], PATIENCE_MS, canary);
    const { orderId, status } = mail!;
    if (status === 'DELIVERED')
      return ok(`Order ${orderId} was mailed to the simulator and reported as delivered.`);
    if (status === undefined)
      return failure(
        `Order ${orderId} has not come to the sender within a minute.`,
        'See the sender at work with ordermail tail, and its queue with ordermail dead-letters list.',
      );
    return failure(
      `Order ${orderId} is still ${status} after a minute.`,
      `Look at it with ordermail status ${orderId}, and at the functions with ordermail tail.`,
    );
  },
};
