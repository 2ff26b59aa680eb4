import { invalidReceiptHandle } from './errors.ts';
import type { Entry } from './visibility-index.ts';

/** Which receive of which message a handle stands for. */
export interface Receipt {
  readonly queueKey: number;
  readonly id: number;
  readonly receiveCount: number;
  readonly messageId: string;
}

/** A handle holds until the message is received again: the receive count in it is then an old one. */
export function writeHandle({ queueKey, id, receiveCount, messageId }: Receipt): string {
  return Buffer.from(`${queueKey}:${id}:${receiveCount}:${messageId}`).toString('base64');
}

const HANDLE = /^(\d+):(\d+):(\d+):([\w-]+)$/;

/** Throws `ReceiptHandleIsInvalid` on what this queue never gave out. */
export function readHandle(handle: string, queueKey: number): Receipt {
  const match = HANDLE.exec(Buffer.from(handle, 'base64').toString());
  if (!match || Number(match[1]) !== queueKey) throw invalidReceiptHandle(handle);
  return { queueKey, id: Number(match[2]), receiveCount: Number(match[3]), messageId: match[4]! };
}

/** Whether it was the latest receive of this message. */
export function isCurrent(receipt: Receipt, entry: Entry | undefined): entry is Entry {
  return entry?.messageId === receipt.messageId && entry.receiveCount === receipt.receiveCount;
}
