import { PutSuppressedDestinationCommand } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { sesSuppressionListing } from '#adapters/aws/ses-suppression-listing.ts';
import { sesCloud } from '#test/local/ses/ses-cloud.ts';

const ADDRESSES = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.com`);

async function listedCloud() {
  const cloud = await sesCloud();
  for (const EmailAddress of ADDRESSES)
    await cloud.client.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'BOUNCE' }));
  return cloud;
}

test('the list is read to its end, with a pause between two pages', async () => {
  await using cloud = await listedCloud();
  const pauses: number[] = [];
  const listing = sesSuppressionListing(cloud.client, { sleep: async (ms) => void pauses.push(ms) }, 2);
  const pages: string[][] = [];
  for await (const page of listing.pages()) pages.push(page.map(({ address }) => address));
  expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
  expect(pages.flat()).toEqual(ADDRESSES);
  expect(pauses).toEqual([1_000, 1_000]);
});

test('a page says how the next one is asked for, and the last does not', async () => {
  await using cloud = await listedCloud();
  const listing = sesSuppressionListing(cloud.client, { sleep: async () => {} }, 4);
  const first = await listing.page();
  const last = await listing.page(first.next);
  expect([first.addresses.length, last.addresses.length]).toEqual([4, 1]);
  expect(first.next).toBeDefined();
  expect(last).toEqual({
    addresses: [expect.objectContaining({ address: 'e@example.com', reason: 'BOUNCE' })],
  });
});
