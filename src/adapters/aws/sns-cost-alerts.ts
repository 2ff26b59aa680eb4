import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { CostAlerts } from '#app/cost-ports.ts';

export function snsCostAlerts(client: SNSClient, topicArn: string): CostAlerts {
  return {
    async publish({ subject, text }) {
      await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text }));
    },
  };
}
