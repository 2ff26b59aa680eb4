import type { PublishBatchCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';

interface Failure {
  readonly Code: string;
  readonly SenderFault: boolean;
  readonly Message: string;
}

/** An SNS client that keeps what it is given. Each request first asks what is wrong with it; by default nothing is. */
export function fakeTopic({
  request = () => {},
  entry = () => undefined,
}: {
  /** Throws for a request, counted from 1, that is to fail as a whole. */
  readonly request?: (n: number) => void;
  /** Why an entry is not taken, by its body and how often it was sent before. */
  readonly entry?: (body: string, before: number) => Failure | undefined;
} = {}) {
  const requests: string[][] = [];
  const timesSent = (body: string) => requests.flat().filter((sent) => sent === body).length;

  async function send({ input }: PublishCommand | PublishBatchCommand) {
    const entries = 'PublishBatchRequestEntries' in input ? input.PublishBatchRequestEntries! : [input];
    const bodies = entries.map(({ Message }) => Message!);
    const reasons = bodies.map((body) => entry(body, timesSent(body)));
    requests.push(bodies);
    request(requests.length);
    if (!('PublishBatchRequestEntries' in input)) return { MessageId: `message-${requests.length}` };
    const ids = input.PublishBatchRequestEntries!.map(({ Id }) => Id!);
    return {
      Successful: ids.flatMap((Id, n) => (reasons[n] ? [] : [{ Id, MessageId: `message-${Id}` }])),
      Failed: ids.flatMap((Id, n) => (reasons[n] ? [{ Id, ...reasons[n] }] : [])),
    };
  }

  return { client: { send } as unknown as SNSClient, requests };
}
