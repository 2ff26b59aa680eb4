import { COST_TAG } from '#contract/names.ts';
import { DOUBT_LIMIT_SECONDS, DOUBT_SECONDS, QUEUE_VISIBILITY_SECONDS } from '#contract/timing.ts';
import type { RecordedSystem } from './system.ts';

/** The first: what AWS asks for when it creates things, and functions get ready. */
export const DEPLOYMENT = 'Deployment';

/** The last: orders under faults in virtual time, with the same rights. */
export const SIMULATION = 'Simulation';

type Scenario = (system: RecordedSystem) => Promise<void>;

/** So long after a message was received it is there again. */
const AGAIN_SECONDS = QUEUE_VISIBILITY_SECONDS + 20;

/**
 * Every way of an order, an event and a cost check that asks AWS for something of its own. In this order, each on what the ones before
 * it have left; each waits until nothing moves, so that what it used is its own.
 */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'An order is mailed': async (system) => {
    system.publish('HAPPY');
    await system.untilEmail('HAPPY', { status: 'DELIVERED' });
    await system.untilQuiet();
  },

  'The same order again': async (system) => {
    system.publish('HAPPY');
    await system.untilQuiet();
  },

  'A mail bounces': async (system) => {
    system.publish('BOUNCED', { customerEmail: 'bounce@simulator.amazonses.com' });
    await system.untilEmail('BOUNCED', { status: 'BOUNCED' });
    await system.untilQuiet();
  },

  'An event that is no order': async (system) => {
    system.publish('POISON', { orderTotal: 'a lot' });
    await system.until(
      'it is a dead letter',
      () => system.countsOf(system.names.orderDeadLetters).visible === 1,
    );
    await system.untilQuiet();
  },

  'SES throttles': async (system) => {
    system.spoilSending('throttled');
    system.publish('THROTTLED');
    await system.untilEmail('THROTTLED', { sendState: 'RETRY' });
    system.heal();
    await system.untilEmail('THROTTLED', { status: 'DELIVERED' });
    await system.untilQuiet();
  },

  'An attempt in doubt, with evidence': async (system) => {
    system.spoilSending('replyLost');
    system.publish('TAKEN');
    await system.untilEmail('TAKEN', { status: 'DELIVERED', sendState: 'CLAIMED' });
    await system.passSeconds(AGAIN_SECONDS);
    await system.untilEmail('TAKEN', { sendState: 'ACCEPTED' });
    await system.untilQuiet();
  },

  'An attempt in doubt, while feedback has a backlog': async (system) => {
    system.spoilSending('errorBefore');
    system.publish('LOST');
    await system.untilEmail('LOST', { sendState: 'CLAIMED' });
    // It stays in the queue until its receives are used up.
    system.publishFeedback('This is no event.');
    await system.until('feedback has it', () => system.countsOf(system.names.feedbackQueue).inFlight === 1);
    const before = system.timesHidden();
    await system.passSeconds(DOUBT_SECONDS + AGAIN_SECONDS);
    await system.until('the order is put off once more', () => system.timesHidden() > before);
  },

  'An attempt in doubt, without evidence': async (system) => {
    system.cloud.queues.purge(system.queueArn(system.names.feedbackQueue));
    await system.passSeconds(DOUBT_SECONDS + AGAIN_SECONDS);
    await system.untilEmail('LOST', { status: 'DELIVERED', attempt: 2 });
    await system.untilQuiet();
  },

  'An attempt in doubt for too long': async (system) => {
    system.spoilSending('errorBefore');
    system.publish('HELD');
    await system.untilEmail('HELD', { sendState: 'CLAIMED' });
    await system.passSeconds(DOUBT_LIMIT_SECONDS + AGAIN_SECONDS);
    await system.untilEmail('HELD', { status: 'HELD' });
    await system.untilQuiet();
  },

  'Support sends an email again': async (system) => {
    await system.ordermail('resend', 'HAPPY');
    await system.untilEmail('HAPPY', { emailId: 'HAPPY#ORDER_CONFIRMATION#2', status: 'DELIVERED' });
    await system.untilQuiet();
  },

  'The daily cost check': async (system) => {
    await system.cloud.functions.invoke(system.names.costFunction, '{}');
  },

  'A cost check that fails three times': async (system) => {
    const { costFunction, costCheckFailures } = system.names;
    const failing = () => system.cloud.costExplorer.inactiveTags.add(COST_TAG.key);
    failing();
    await system.invokeLater(costFunction);
    for (const runs of [1, 2]) {
      await system.until(`it has failed ${runs} times`, () => system.failedRuns() === runs);
      await system.passSeconds(150);
      failing();
    }
    await system.until('the failure is reported', () => system.countsOf(costCheckFailures).visible === 1);
  },
};
