import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { ResendRequests } from '#app/ports.ts';
import { resendRequestBody } from '#contract/resend-request.ts';

/** On the order topic, so that whoever may publish orders may ask for a resend, and the sender has one source of work. */
export function snsResendRequests(client: SNSClient, topicArn: string): ResendRequests {
  return {
    async publish(request) {
      await client.send(new PublishCommand({ TopicArn: topicArn, Message: resendRequestBody(request) }));
    },
  };
}
