import type { Authorization } from '../../gateway/service.ts';
import type { PageRequest } from '../page.ts';
import type { MessageAttributes } from '../sqs/message-attributes.ts';
import { invalidParameter } from './errors.ts';
import type { Publication } from './publication.ts';
import type { Topic } from './topic.ts';
import type { Topics } from './topics.ts';

/** A request's parameters as they came: texts, and structures of them. */
export type Input = Readonly<Record<string, unknown>>;

/** The text under a name, `undefined` if there is none. */
function text(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value !== undefined && typeof value !== 'string') throw invalidParameter(name);
  return value;
}

/** An ARN that a request must have. */
export function arn(input: Input, name: string): string {
  const value = text(input, name) ?? '';
  const elements = value.split(':').length;
  if (elements < 6)
    throw invalidParameter(`${name} Reason: An ARN must have at least 6 elements, not ${elements}`);
  return value;
}

/** The topic that `TopicArn` names. */
export function topicIn(topics: Topics, input: Input): Topic {
  return topics.topic(arn(input, 'TopicArn'));
}

/** The question whether an SNS action on a topic is allowed. */
export function permission(action: string, topic: Pick<Topic, 'arn' | 'policy'>): Authorization {
  return { action: `SNS:${action}`, resource: topic.arn, resourcePolicy: topic.policy };
}

/** The publication that Publish, or an entry of its batch, describes. */
export function publicationIn(input: Input): Publication {
  if (input.MessageDeduplicationId !== undefined)
    throw invalidParameter(
      'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
    );
  return {
    message: text(input, 'Message') ?? '',
    subject: text(input, 'Subject'),
    attributes: attributesIn(input),
    messageStructure: text(input, 'MessageStructure'),
    messageGroupId: text(input, 'MessageGroupId'),
  };
}

function attributesIn({ MessageAttributes = {} }: Input): MessageAttributes {
  const isMap = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap(MessageAttributes) || !Object.values(MessageAttributes as object).every(isMap))
    throw invalidParameter('MessageAttributes');
  return MessageAttributes as MessageAttributes;
}

/** How many entries a listing of SNS has on a page. */
const PAGE_SIZE = 100;

/** The page that `NextToken` asks for. */
export function pageRequest(input: Input): PageRequest {
  return {
    size: PAGE_SIZE,
    token: text(input, 'NextToken'),
    invalidToken: () => invalidParameter('NextToken Reason: Invalid token'),
  };
}
