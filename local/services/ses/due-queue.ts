/** Things with a time, handed out in order of it; those of the same time in the order they came. A binary heap. */
export class DueQueue<Item extends { readonly dueAt: number }> {
  readonly #heap: { readonly item: Item; readonly order: number }[] = [];
  #pushed = 0;

  /** When the first one is due; undefined when there is none. */
  nextDueAt(): number | undefined {
    return this.#heap[0]?.item.dueAt;
  }

  push(item: Item): void {
    const heap = this.#heap;
    const entry = { item, order: this.#pushed++ };
    let hole = heap.length;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (!this.#isBefore(entry, heap[parent]!)) break;
      heap[hole] = heap[parent]!;
      hole = parent;
    }
    heap[hole] = entry;
  }

  /** Takes out what is due, at most `limit` of it. */
  take(now: number, limit: number): Item[] {
    const taken: Item[] = [];
    while (taken.length < limit && this.#heap.length > 0 && this.#heap[0]!.item.dueAt <= now)
      taken.push(this.#pop());
    return taken;
  }

  #pop(): Item {
    const heap = this.#heap;
    const { item } = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return item;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.#isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!this.#isBefore(heap[child]!, last)) break;
      heap[hole] = heap[child]!;
      hole = child;
    }
    heap[hole] = last;
    return item;
  }

  #isBefore(
    a: { readonly item: Item; readonly order: number },
    b: { readonly item: Item; readonly order: number },
  ): boolean {
    return a.item.dueAt === b.item.dueAt ? a.order < b.order : a.item.dueAt < b.item.dueAt;
  }
}
