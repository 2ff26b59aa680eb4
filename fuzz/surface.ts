import type fc from 'fast-check';
import type { Tally } from './tally.ts';

/**
 * One place where strangers' input comes in. Whatever is drawn, `check` throws where a property does not hold, and says what,
 * since fast-check then looks for the smallest case that breaks the same.
 */
export interface Surface<Case = unknown> {
  /** As `--surface` names it. */
  readonly name: string;
  open(tally: Tally): OpenSurface<Case> | Promise<OpenSurface<Case>>;
}

/** A surface with what it stands on running. */
interface OpenSurface<Case = unknown> {
  readonly cases: fc.Arbitrary<Case>;
  check(one: Case): Promise<void>;
  close(): void | Promise<void>;
}

/** A property that does not hold. */
class Broken extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Broken';
  }
}

/** Throws {@link Broken}, and what was found with it, unless the condition holds. */
export function holds(condition: boolean, property: string, found: unknown = ''): asserts condition {
  if (!condition) throw new Broken(`${property}${found === '' ? '' : `; found: ${shortened(found)}`}`);
}

const shortened = (found: unknown) => {
  const text = typeof found === 'string' ? found : (JSON.stringify(found) ?? String(found));
  return text.length > 1_000 ? `${text.slice(0, 1_000)}…` : text;
};
