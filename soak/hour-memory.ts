import type { KeptHeap } from './heap-probe.ts';

/** What the process kept after two parts of the traffic, and whether that is flat. */
export interface Memory {
  readonly firstBytes: number;
  readonly lastBytes: number;
  /** Publications in between. */
  readonly publications: number;
  /** {@link lastBytes} is above {@link firstBytes} by no more than is allowed for so many publications. */
  readonly isFlat: boolean;
}

/** What a publication may leave: nothing of it belongs in memory, but caches and statistics fill. */
const BYTES_A_PUBLICATION = 4_096;

/** Whatever the number: code that is compiled, pools and caches that have their size only after a while. */
const BYTES_ANYHOW = 8 * 1024 * 1024;

/** Compares what was kept before and after so many publications, between which the process was not started again. */
export function memoryOf(first: KeptHeap, last: KeptHeap, publications: number): Memory {
  const allowed = BYTES_ANYHOW + BYTES_A_PUBLICATION * publications;
  return {
    ...{ firstBytes: first.bytes, lastBytes: last.bytes, publications },
    isFlat: last.bytes - first.bytes <= allowed,
  };
}
