import { ListSubscriptionsByTopicCommand, type SNSClient, type Subscription } from '@aws-sdk/client-sns';
import type { TopicInspector } from '#app/inspector-ports.ts';

/** Who hears of a topic. */
export function snsInspector(client: SNSClient): TopicInspector {
  return {
    async emailSubscriptions(TopicArn) {
      const found: Subscription[] = [];
      try {
        for (let NextToken: string | undefined; ; ) {
          const page = await client.send(
            new ListSubscriptionsByTopicCommand({ TopicArn, ...(NextToken && { NextToken }) }),
          );
          found.push(...(page.Subscriptions ?? []));
          NextToken = page.NextToken;
          if (!NextToken) break;
        }
      } catch (error) {
        if (/NotFound/.test((error as Error).name)) return undefined;
        throw error;
      }
      return found
        .filter(({ Protocol }) => Protocol === 'email' || Protocol === 'email-json')
        .map(({ SubscriptionArn = '' }) => ({ confirmed: SubscriptionArn.startsWith('arn:') }));
    },
  };
}
