import { describe, expect, test } from 'vitest';
import { eraseCustomer, eraseOrder } from '#app/erase-emails.ts';
import type { TrackingItem } from '#contract/tracking-item.ts';
import { clock, memoryArchive, sentItem } from './operator-harness.ts';

function operator(items: readonly TrackingItem[], listed: readonly string[] = []) {
  const archive = memoryArchive(items);
  const list = new Set(listed);
  const asked: string[] = [];
  const suppressions = {
    remove: async (address: string) => {
      asked.push(address);
      return list.delete(address) ? ('removed' as const) : ('not-listed' as const);
    },
  };
  return { archive, asked, deps: { archive, suppressions, clock } };
}

const first = sentItem({ diagnostic: 'smtp; 550 no Jane Doe here', messageId: 'ses-message-1' });
const second = sentItem({
  emailId: 'ORDER123456#ORDER_CONFIRMATION#2',
  customerEmail: 'Right@example.com',
  resendOf: first.emailId,
  resendReason: 'Jane called',
  resentBy: 'support-anna',
});
const stranger = sentItem({
  emailId: 'B#ORDER_CONFIRMATION',
  orderId: 'B',
  customerEmail: 'other@example.com',
});

const PERSONAL = /customer@|right@|jane/i;

describe('an order', () => {
  test('loses its personal data and keeps what tells that it was sent', async () => {
    const { archive, deps, asked } = operator([first, second, stranger]);
    expect(await eraseOrder('ORDER123456', {}, deps)).toEqual({
      kind: 'erased',
      orders: 1,
      emails: 2,
      erasedBefore: 0,
      underWay: 0,
      suppressionList: 'not-asked',
    });
    const [one, two, other] = archive.items();
    expect(JSON.stringify([one, two])).not.toMatch(PERSONAL);
    for (const item of [one, two]) {
      expect(item).not.toHaveProperty('content');
      expect(item).not.toHaveProperty('contentHash');
      expect(item).toMatchObject({
        sendState: 'ACCEPTED',
        status: 'DELIVERED',
        erasedAt: '2026-11-24T12:00:00.000Z',
      });
    }
    expect(one).toMatchObject({ messageId: 'ses-message-1' });
    expect(two).toMatchObject({ resentBy: 'support-anna' });
    expect(other).toEqual(stranger);
    expect(asked).toEqual([]);
  });

  test('erased again changes nothing', async () => {
    const { archive, deps } = operator([first]);
    await eraseOrder('ORDER123456', {}, deps);
    const before = archive.items();
    expect(await eraseOrder('ORDER123456', {}, deps)).toMatchObject({ emails: 0, erasedBefore: 1 });
    expect(archive.items()).toEqual(before);
  });

  test.each(['CLAIMED', 'RETRY', 'HELD'] as const)('%s is told to be under way', async (sendState) => {
    const { deps } = operator([sentItem({ sendState })]);
    expect(await eraseOrder('ORDER123456', {}, deps)).toMatchObject({ emails: 1, underWay: 1 });
  });

  test('that nobody knows is none', async () => {
    const { deps } = operator([]);
    expect(await eraseOrder('ORDER123456', {}, deps)).toMatchObject({ kind: 'erased', orders: 0, emails: 0 });
    expect(await eraseOrder('', {}, deps)).toMatchObject({ kind: 'impossible' });
  });

  test('takes its addresses off the suppression list when asked', async () => {
    const { deps, asked } = operator([first, second], ['Right@example.com']);
    const result = await eraseOrder('ORDER123456', { alsoFromSuppressionList: true }, deps);
    expect(result).toMatchObject({ emails: 2, suppressionList: 'removed' });
    expect(asked).toEqual(['customer@example.com', 'Right@example.com']);
  });

  test('keeps its data while the suppression list does not answer, or nobody would know the address any more', async () => {
    const { archive, deps } = operator([first]);
    const suppressions = { remove: () => Promise.reject(new Error('down')) };
    const erasing = eraseOrder('ORDER123456', { alsoFromSuppressionList: true }, { ...deps, suppressions });
    await expect(erasing).rejects.toThrow('the suppression list did not answer');
    expect(archive.items()).toEqual([first]);
  });
});

describe('a customer', () => {
  test('is found whatever the case, with every email of their orders', async () => {
    const { archive, deps } = operator([first, second, stranger]);
    const progress: object[] = [];
    const result = await eraseCustomer('right@EXAMPLE.com', {}, deps, (one) => progress.push(one));
    expect(result).toMatchObject({ orders: 1, emails: 2, suppressionList: 'not-asked' });
    expect(progress).toEqual([
      { scanned: 1, orders: 0 },
      { scanned: 2, orders: 1 },
      { scanned: 3, orders: 1 },
    ]);
    expect(JSON.stringify(archive.items().slice(0, 2))).not.toMatch(PERSONAL);
    expect(archive.items()[2]).toEqual(stranger);
  });

  test('leaves the suppression list in every spelling when asked', async () => {
    const { deps, asked } = operator([first, second], ['Right@example.com']);
    const result = await eraseCustomer('right@example.com', { alsoFromSuppressionList: true }, deps);
    expect(result).toMatchObject({ suppressionList: 'removed' });
    expect(asked).toEqual(['right@example.com', 'Right@example.com']);
  });

  test('who is not there changes nothing', async () => {
    const { deps } = operator([first]);
    const result = await eraseCustomer('nobody@example.com', { alsoFromSuppressionList: true }, deps);
    expect(result).toMatchObject({ orders: 0, emails: 0, suppressionList: 'not-listed' });
    expect(await eraseCustomer('nobody', {}, deps)).toMatchObject({ kind: 'impossible' });
  });
});
