import { PutSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { sesSuppressionList } from '#adapters/aws/ses-suppression-list.ts';
import { sesCloud } from '#test/local/ses/ses-cloud.ts';

const put = (EmailAddress: string) => new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' });

test('an address leaves the list as it was asked for and in lower case, and then is not on it', async () => {
  await using cloud = await sesCloud();
  const list = sesSuppressionList(cloud.client);
  for (const address of ['Jane@Example.com', 'jane@example.com', 'june@example.com'])
    await cloud.client.send(put(address));
  expect(await list.remove('Jane@Example.com')).toBe('removed');
  expect(await list.remove('Jane@Example.com')).toBe('not-listed');
  expect(await list.remove('jane@example.com')).toBe('not-listed');
  expect(await list.remove('june@example.com')).toBe('removed');
});

test('an answer that says neither is an error', async () => {
  await using cloud = await sesCloud();
  const list = sesSuppressionList(cloud.client);
  await cloud[Symbol.asyncDispose]();
  await expect(list.remove('jane@example.com')).rejects.toThrow();
});
