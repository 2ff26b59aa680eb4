import type { Action } from '../../../gateway/service.ts';
import { invalidParameter } from '../errors.ts';
import { arn, publicationIn } from '../input.ts';
import type { Topics } from '../topics.ts';

/** Publish, to a topic: answers once the message is in every subscribed queue. */
export function publish(topics: Topics): Action {
  return (input, { principal }) => {
    if (input.PhoneNumber !== undefined)
      throw invalidParameter('PhoneNumber Reason: text messages are not emulated by the local cloud');
    const target = input.TopicArn === undefined && input.TargetArn !== undefined ? 'TargetArn' : 'TopicArn';
    const { messageId } = topics.publish(arn(input, target), publicationIn(input), principal);
    return { MessageId: messageId };
  };
}
