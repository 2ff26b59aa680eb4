/** What is known in memory of a message: everything but its content. */
export interface Entry {
  /** Grows with each message sent. */
  readonly id: number;
  readonly messageId: string;
  /** Milliseconds since the epoch, as all times here. */
  readonly sentAt: number;
  /** In the past: it can be received. In the future: it is delayed, or in flight. */
  visibleAt: number;
  /** Over all queues the message has been in. */
  receiveCount: number;
  /** Receives in the queues it was in before this one. */
  readonly receivesBefore: number;
  firstReceivedAt: number | undefined;
  /** The queue from which SQS moved it here, a dead-letter queue. */
  readonly sourceArn: string | undefined;
}

interface Node {
  readonly at: number;
  readonly entry: Entry;
}

/**
 * The messages of one queue, ordered by when they become visible: a binary heap. A message that was removed or put
 * elsewhere leaves its node behind, to be dropped when it comes up; `#current` knows which node is the valid one.
 */
export class VisibilityIndex {
  readonly #entries = new Map<number, Entry>();
  readonly #current = new Map<number, Node>();
  #heap: Node[] = [];

  get size(): number {
    return this.#entries.size;
  }

  get(id: number): Entry | undefined {
    return this.#entries.get(id);
  }

  values(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** Takes in a message, or puts a known one where its `visibleAt` now belongs. */
  put(entry: Entry): void {
    const node = { at: entry.visibleAt, entry };
    this.#entries.set(entry.id, entry);
    this.#current.set(entry.id, node);
    this.#push(node);
    if (this.#heap.length > 2 * this.#current.size + 1_000) this.#compact();
  }

  remove(id: number): void {
    this.#entries.delete(id);
    this.#current.delete(id);
  }

  /** When the next message is, or was, visible; messages that are taken do not count. */
  nextVisibleAt(): number | undefined {
    return this.#top()?.at;
  }

  /** Takes out the message that has been visible for the longest, until it is put back or removed. */
  takeVisible(now: number): Entry | undefined {
    const top = this.#top();
    if (!top || top.at > now) return undefined;
    this.#pop();
    this.#current.delete(top.entry.id);
    return top.entry;
  }

  #top(): Node | undefined {
    let top = this.#heap[0];
    while (top && this.#current.get(top.entry.id) !== top) {
      this.#pop();
      top = this.#heap[0];
    }
    return top;
  }

  #push(node: Node): void {
    const heap = this.#heap;
    let index = heap.push(node) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!before(node, heap[parent]!)) break;
      heap[index] = heap[parent]!;
      index = parent;
    }
    heap[index] = node;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, last)) break;
      heap[index] = heap[child]!;
      index = child;
    }
    heap[index] = last;
  }

  #compact(): void {
    // A sorted list is a heap.
    this.#heap = [...this.#current.values()].sort((a, b) => (before(a, b) ? -1 : 1));
  }
}

/** The one visible for longer comes first, of two at once the one sent first. */
function before(a: Node, b: Node): boolean {
  return a.at < b.at || (a.at === b.at && a.entry.id < b.entry.id);
}
