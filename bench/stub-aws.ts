import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Answers every AWS call at once with success, in a process of its own, so that what is measured elsewhere is the caller
 * alone. Prints its port.
 */
const answers: Record<string, string> = {
  dynamodb: '{}',
  ses: JSON.stringify({ MessageId: '0100000000000000-00000000-0000-0000-0000-000000000000-000000' }),
};
const account = JSON.stringify({
  SendQuota: { MaxSendRate: 1_000_000, Max24HourSend: 1_000_000_000, SentLast24Hours: 0 },
});

const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    const scope =
      /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    response.setHeader('content-type', 'application/json');
    response.end(request.url === '/v2/email/account' ? account : answers[scope]);
  });
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
