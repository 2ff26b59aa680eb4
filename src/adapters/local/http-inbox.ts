import type { Inbox, InboxLine, OpenedMail } from '#app/ports.ts';

/** What SES makes its ids of. Nothing else is asked for, so an id can never reach another page of the local cloud. */
const MESSAGE_ID = /^[0-9a-f-]+$/;

/** The inbox of the local cloud at `endpoint`, such as `http://127.0.0.1:4566`. */
export function httpInbox(endpoint: string): Inbox {
  /** Undefined where there is no such mail. Throws when the local cloud cannot be reached or fails. */
  const get = async (path: string): Promise<Response | undefined> => {
    const response = await fetch(new URL(`/_local/mails${path}`, endpoint));
    if (response.ok) return response;
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    throw new Error(`The inbox answered ${response.status} instead of 200.`);
  };

  return {
    async list({ limit, before }) {
      const query = new URLSearchParams({ limit: String(limit), ...(before && { before: String(before) }) });
      const response = await get(`?${query}`);
      if (!response) throw new Error(`There is no inbox at ${endpoint}: is it a local cloud?`);
      return (await response.json()) as { mails: InboxLine[]; count: number };
    },

    async open(messageId) {
      const response = MESSAGE_ID.test(messageId) ? await get(`/${messageId}`) : undefined;
      return response && ((await response.json()) as OpenedMail);
    },

    async source(messageId) {
      const response = MESSAGE_ID.test(messageId) ? await get(`/${messageId}/raw`) : undefined;
      return response && new Uint8Array(await response.arrayBuffer());
    },
  };
}
